/** A full disk under the running application, as the command line shows it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { onSmallDisk, smallDiskOf } from '../support/small-disk.ts'
import { tempDir } from '../support/temp-dir.ts'
import { cliFile, createCli } from './cli.ts'

it('refuses in a sentence, says it in the counts, and goes on', async () => {
  const dataDir = tempDir()
  const serve = [process.execPath, cliFile, '--data-dir', dataDir, 'serve', '--no-open', '--json']
  const [command = '', ...args] = [...onSmallDisk(dataDir, 24 * 1024 * 1024), ...serve]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(createInterface({ input: child.stdout }), 'line')
  const disk = smallDiskOf(child.pid ?? 0, dataDir)
  const cli = createCli(disk.seen)
  await cli.run(['pause'])

  disk.fill()
  const event = ['send', 'http://127.0.0.1:1/', '--category', 'c', '--data-file', '-']
  const stdin = JSON.stringify('x'.repeat(1_000_000))
  const sendOne = () => cli.json(event, { stdin })
  let refused = await sendOne()
  while (refused.code === 0) refused = await sendOne()
  expect(refused).toMatchObject({ code: 1, errors: [{ code: 'storage_failed' }] })
  expect(refused.errors[0]?.['message']).toContain('is full')
  expect((await cli.run(['stats'])).stdout).toMatch(
    /^Not sending\. The disk of .* is full .* Make room on it\./m,
  )

  disk.clear()
  let stats = await cli.run(['stats'])
  while (stats.stdout.includes('Not sending')) stats = await cli.run(['stats'])
  expect((await sendOne()).code).toBe(0)
})
