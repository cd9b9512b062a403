/** Twelve endpoints that answer as no server should, at once, beside one that is good. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { defaultTransport } from '../../src/shared/endpoint.ts'
import { type Application, startApplication } from '../support/application.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { type Hostile, hostileServers } from '../support/hostile-servers.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'

/** Larger than what a connection holds of a request that nobody reads. */
const data = JSON.stringify('x'.repeat(300_000))
const transport = { ...defaultTransport, followRedirects: true }
const options = { transport, retrySchedule: ['0s'], maxAttempts: 2, compression: 'off' as const }

interface Attacked extends Hostile {
  ids: string[]
}

async function attacked(engine: TestEngine, copies: number): Promise<Attacked[]> {
  const hostile = await hostileServers()
  return Promise.all(
    hostile.map(async (one) => {
      const endpoint = await engine.endpoint(one.url, options)
      return { ...one, ids: await engine.send({ endpointIds: [endpoint], data, copies }) }
    }),
  )
}

/** Moves time on, as it passes, until nothing is left to send. */
async function untilDrained(engine: TestEngine): Promise<void> {
  const drained = { yet: false }
  void engine.run('queue.drain', {}).then(() => {
    drained.yet = true
  })
  while (!drained.yet) {
    engine.clock.advance(1_000)
    await engine.turn()
  }
}

it('do not delay the good one, and every attempt says what happened', { timeout: 60_000 }, async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const deliver = async (): Promise<void> => {
    const ids = await engine.send({ url: receiver.url, copies: 200 })
    await engine.run('delivery.wait', { ids })
  }
  // That it answers quickly has to be known of it.
  await deliver()
  const hostile = await attacked(engine, 5)
  // Time stands still: nobody's timeout makes room for it.
  await deliver()
  await deliver()
  expect((await engine.counts()).delivered).toBeGreaterThanOrEqual(600)
  await untilDrained(engine)

  for (const { name, ids, errorCode, statusCode } of hostile) {
    for (const id of ids) {
      const { state, attempts } = await engine.run('delivery.show', { id })
      const what = attempts.map((one) => [one.errorCode, one.statusCode])
      const expected = [errorCode, statusCode]
      expect([name, state, what]).toEqual(
        errorCode === null ? [name, 'delivered', [expected]] : [name, 'failed', [expected, expected]],
      )
      if (errorCode !== null) expect(attempts[0]?.errorMessage).toMatch(/\S\.$/)
    }
  }
  await expectReadable(engine, hostile)
  expect(engine.logged.filter(({ level }) => level === 'error')).toEqual([])
})

/** What hosts do with an answer: hand it to another thread, and write it as JSON. */
async function expectReadable(engine: TestEngine, hostile: Attacked[]): Promise<void> {
  const ids = hostile.flatMap((one) => one.ids)
  const answers: unknown[] = [
    await engine.run('snapshot.get', {}),
    await engine.run('delivery.list', { limit: 500 }),
    await engine.run('delivery.wait', { ids }),
    await engine.run('endpoint.list', {}),
    await engine.run('log.read', {}),
  ]
  for (const id of ids)
    answers.push(await engine.run('delivery.show', { id }), await engine.run('delivery.body', { id }))
  for (const answer of answers) {
    expect(structuredClone(answer)).toEqual(answer)
    expect(JSON.stringify(answer).isWellFormed()).toBe(true)
  }
}

const once = { ...options, maxAttempts: 1 }

/** Of the process alone, in MB; files that it has mapped are the system's. */
function memoryOf({ pid }: Application): number {
  const [, kilobytes = ''] = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1_000
}

it.runIf(process.platform === 'linux')(
  'the memory of the application stays flat',
  { timeout: 60_000 },
  async () => {
    const application = await startApplication(tempDir())
    const hostile = (await hostileServers()).filter(({ hangs, name }) => !hangs && !name.endsWith('headers'))
    const endpointIds: unknown[] = []
    for (const { url, name } of hostile)
      endpointIds.push((await application.run('endpoint.save', { name, url, options: once }))['id'])
    const round = async (): Promise<void> => {
      await application.run('event.send', { endpointIds, category: 'c', data: '{}', copies: 10 })
      await application.run('queue.drain', {})
    }
    for (let warm = 0; warm < 8; warm += 1) await round()
    const before = memoryOf(application)
    for (let count = 0; count < 14; count += 1) await round()
    // All that has come in would be about 280 MB, and what it decodes to 1,400 GB.
    expect(memoryOf(application) - before).toBeLessThan(80)
    await application.quit()
  },
)
