/** A kill -9 at any moment loses no accepted event, and what was on its way is sent again and marked so. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectWhole } from '../support/whole.ts'

interface Application {
  run(name: string, input: unknown): Promise<Record<string, unknown>>
  kill(): Promise<void>
  quit(): Promise<void>
}

async function startApplication(dataDir: string): Promise<Application> {
  const file = join(import.meta.dirname, '../support/engine-child.ts')
  const child: ChildProcess = spawn(process.execPath, [file, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: Interface = createInterface({ input: child.stdout ?? process.stdin })
  const next = async (): Promise<Record<string, unknown>> => {
    const [line] = (await once(lines, 'line')) as [string]
    return JSON.parse(line) as Record<string, unknown>
  }
  expect(await next()).toEqual({ ready: true })
  const ended = once(child, 'exit')
  return {
    async run(name, input) {
      const answer = next()
      child.stdin?.write(`${JSON.stringify({ name, input })}\n`)
      const result = await answer
      expect(result, name).toMatchObject({ ok: true })
      return result['value'] as Record<string, unknown>
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async quit() {
      child.stdin?.end()
      await ended
    },
  }
}

it('delivers every one of 1,000 queued events over four kills', { timeout: 60_000 }, async () => {
  const receiver = await startReceiver({ answers: [200] })
  const dataDir = tempDir()
  const first = await startApplication(dataDir)
  await first.run('settings.set', { concurrency: 10 })
  await first.run('queue.pause', {})
  const event = { url: receiver.url, category: 'c', data: '{}', copies: 1_000 }
  const { deliveries } = (await first.run('event.send', event)) as {
    deliveries: { id: string; eventId: string }[]
  }
  await first.run('queue.resume', {})
  await receiver.waitFor(20)
  await first.kill()

  for (const killAfter of [60, 150, 400]) {
    const again = await startApplication(dataDir)
    await receiver.waitFor(receiver.requests.length + killAfter)
    await again.kill()
  }

  const last = await startApplication(dataDir)
  const { counts } = (await last.run('queue.drain', {})) as { counts: Record<string, number> }
  expect(counts).toMatchObject({ delivered: 1_000, queued: 0, sending: 0, retrying: 0, failed: 0 })

  const received = receiver.requests.map(({ headers }) => headers['webhook-id'] ?? '')
  expect(new Set(received)).toEqual(new Set(deliveries.map(({ eventId }) => eventId)))
  const copies = new Set(received.filter((id, index) => received.indexOf(id) !== index))
  for (const { id, eventId } of deliveries) {
    if (!copies.has(eventId)) continue
    const shown = await last.run('delivery.show', { id })
    const outcomes = (shown['attempts'] as { outcome: string }[]).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'interrupted').length, id).toBeGreaterThanOrEqual(1)
  }
  await last.quit()
  expectWhole(dataDir)
})
