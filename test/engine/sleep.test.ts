/** A laptop that sleeps: the whole application is stopped and goes on later, as if nothing had been. */
import { expect, it } from 'vitest'
import { openStore } from '../../src/engine/store/store.ts'
import { type Application, startApplication } from '../support/application.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectWhole } from '../support/whole.ts'

const event = { category: 'c', data: '{}', compression: 'off' }

/** When the time is there by the machine's clock. */
function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

async function attemptsOf(application: Application, id: string): Promise<Record<string, unknown>[]> {
  return (await application.run('delivery.show', { id }))['attempts'] as Record<string, unknown>[]
}

it('delivers what became due meanwhile and what was on its way, each once', { timeout: 60_000 }, async () => {
  const slow = await startReceiver({ answers: ['hang'] })
  const failing = await startReceiver({ answers: [500] })
  const dataDir = tempDir()
  const application = await startApplication(dataDir)
  const sent = async (more: object): Promise<string[]> => {
    const { deliveries } = await application.run('event.send', { ...event, ...more })
    return (deliveries as { id: string }[]).map(({ id }) => id)
  }
  const retrying = await sent({ url: failing.url, copies: 20, retrySchedule: ['1500ms'] })
  await failing.waitFor(20)
  const scheduled = await sent({ url: failing.url, sendAt: Date.now() + 2_000, copies: 5 })
  const [onItsWay = ''] = await sent({ url: slow.url })
  await slow.waitFor(1)
  failing.setAnswers([200])

  application.stop()
  slow.release()
  await passed(3_500)
  expect(failing.requests).toHaveLength(20)
  application.goOn()

  await application.run('queue.drain', { timeoutMs: 20_000 })
  expect(await application.run('stats.get', {})).toMatchObject({
    counts: { delivered: 26, failed: 0, sending: 0 },
    attempts: 20 + 20 + 5 + 1,
  })
  expect(slow.requests).toHaveLength(1)
  expect(failing.requests).toHaveLength(45)
  expect(await attemptsOf(application, onItsWay)).toMatchObject([{ number: 1, outcome: 'delivered' }])
  for (const id of [...retrying, ...scheduled]) {
    const attempts = await attemptsOf(application, id)
    expect(attempts.at(-1)).toMatchObject({ number: attempts.length, outcome: 'delivered' })
  }
  await application.quit()
  expectWhole(dataDir)
})

it('nobody takes its folder while it sleeps', { timeout: 60_000 }, async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const dataDir = tempDir()
  const first = await startApplication(dataDir)
  await first.run('event.send', { ...event, url: receiver.url })
  await receiver.waitFor(1)
  first.stop()
  expect(() => openStore(dataDir)).toThrow('is in use by process')
  first.goOn()
  receiver.release()
  const { counts } = await first.run('queue.drain', { timeoutMs: 20_000 })
  expect(counts).toMatchObject({ delivered: 1 })
  expect(receiver.requests).toHaveLength(1)
  await first.quit()
})
