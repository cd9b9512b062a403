/** Database files that are removed or replaced while they are open: sending ends, and what they held is written back. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { databaseName } from '../../../src/engine/store/store.ts'
import { type Application, startApplication } from '../../support/application.ts'
import { startReceiver } from '../../support/receiver.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { expectWhole } from '../../support/whole.ts'

const copies = 50

/** An application with waiting deliveries; none of them is due. */
async function startWaiting(dataDir: string): Promise<Application> {
  const application = await startApplication(dataDir)
  await application.run('queue.pause', {})
  await application.run('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data: '{"n":1}', copies })
  return application
}

function removeFiles(dataDir: string, suffixes: string[]): void {
  for (const suffix of suffixes) rmSync(join(dataDir, databaseName + suffix), { force: true })
}

/** What is asked of it is refused from the moment that it notices. */
async function refusal(application: Application): Promise<string> {
  for (;;) {
    const answer = await application.ask('settings.set', { concurrency: 3 })
    if (!answer.ok) return answer.error.message
  }
}

async function expectEverythingThere(dataDir: string): Promise<void> {
  const again = await startApplication(dataDir)
  const { counts } = await again.run('stats.get', {})
  expect(counts).toMatchObject({ queued: copies })
  await again.quit()
  expectWhole(dataDir)
}

it('removed: it is back in its place when the application has ended', async () => {
  const dataDir = tempDir()
  const application = await startWaiting(dataDir)
  removeFiles(dataDir, ['', '-wal', '-shm'])
  expect(await refusal(application)).toMatch(
    /queue\.db was removed while it was in use.*Start the application again/,
  )
  expect(await application.ended).toBe(3)
  expect(application.said()).toContain('was removed while it was in use')
  await expectEverythingThere(dataDir)
})

it('removed with its folder: the same', async () => {
  const dataDir = join(tempDir(), 'data')
  const application = await startWaiting(dataDir)
  rmSync(dataDir, { recursive: true })
  await refusal(application)
  expect(await application.ended).toBe(3)
  await expectEverythingThere(dataDir)
})

it('only its log removed: nothing of it is missing', async () => {
  const dataDir = tempDir()
  const application = await startWaiting(dataDir)
  removeFiles(dataDir, ['-wal'])
  expect(await refusal(application)).toContain('queue.db-wal was removed')
  expect(await application.ended).toBe(3)
  await expectEverythingThere(dataDir)
})

it('replaced: what stands there is left alone, and the lost one is written beside it', async () => {
  const dataDir = tempDir()
  const application = await startWaiting(dataDir)
  const file = join(dataDir, databaseName)
  removeFiles(dataDir, ['-wal', '-shm'])
  writeFileSync(`${file}.new`, 'a file of somebody else')
  renameSync(`${file}.new`, file)
  expect(await refusal(application)).toContain('queue.db was replaced')
  expect(await application.ended).toBe(3)
  expect(readFileSync(file, 'utf8')).toBe('a file of somebody else')
  const rescued = readdirSync(dataDir).find((name) => name.startsWith(`${databaseName}.rescued-`)) ?? ''
  const elsewhere = tempDir()
  renameSync(join(dataDir, rescued), join(elsewhere, databaseName))
  await expectEverythingThere(elsewhere)
})

it('removed from an application that is closed before it notices: it is back too', async () => {
  const dataDir = tempDir()
  const application = await startWaiting(dataDir)
  removeFiles(dataDir, ['', '-wal', '-shm'])
  await application.quit()
  expect(existsSync(join(dataDir, databaseName))).toBe(true)
  await expectEverythingThere(dataDir)
})

it('what was on its way is recorded in the file that is written back', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const dataDir = tempDir()
  const application = await startApplication(dataDir)
  await application.run('event.send', { url: receiver.url, category: 'c', data: '{}' })
  await receiver.waitFor(1)
  removeFiles(dataDir, ['', '-wal', '-shm'])
  await refusal(application)
  await application.ended
  receiver.setAnswers([200])
  const again = await startApplication(dataDir)
  await receiver.waitFor(2)
  await again.run('queue.drain', {})
  expect((await again.run('stats.get', {}))['counts']).toMatchObject({ delivered: 1, queued: 0 })
  await again.quit()
})
