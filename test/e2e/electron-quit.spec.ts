/** Every way out of the application while fifty requests are on their way: bounded, and nothing of them is lost. */
import { once } from 'node:events'
import type { CommandInput, CommandName, CommandOutput } from '../../src/shared/commands.ts'
import { expect, test } from './fixture.ts'
import type { ElectronWindow } from './hosts.ts'

const copies = 50
/** The grace of 10 s, and what closing takes on a busy machine. */
const mostMs = 20_000

const waysOut: Record<string, (window: ElectronWindow) => Promise<unknown>> = {
  'the window is closed': ({ app }) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  'a signal comes': async ({ app }) => app.process().kill('SIGTERM'),
}

for (const [name, goOut] of Object.entries(waysOut)) {
  test(`${name}: requests in flight are given back and sent again`, async ({ openElectron, receiver }) => {
    test.setTimeout(90_000)
    receiver.setAnswers(Array.from({ length: copies }, () => 'hang'))
    const first = await openElectron()
    await invoke(first, 'settings.set', { concurrency: copies, requestTimeoutMs: 60_000, whenClosed: 'quit' })
    await invoke(first, 'event.send', { url: receiver.url, category: 'c', data: '{"n":1}', copies })
    await receiver.waitFor(copies)

    const ended = once(first.app.process(), 'exit')
    const startedMs = performance.now()
    await goOut(first)
    expect(await ended).toEqual([0, null])
    expect(performance.now() - startedMs).toBeLessThan(mostMs)

    receiver.setAnswers([200])
    const second = await openElectron()
    await receiver.waitFor(2 * copies)
    await expect.poll(async () => (await invoke(second, 'stats.get', {})).counts.delivered).toBe(copies)
    const numbers = receiver.requests.map(({ headers }) => headers['webhook-attempt'])
    expect(new Set(numbers), 'an interrupted attempt is not counted').toEqual(new Set(['1']))
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(copies)
  })
}

async function invoke<N extends CommandName>(
  { page }: ElectronWindow,
  name: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const call: { name: CommandName; input: object } = { name, input: input as object }
  const result = await page.evaluate(async (asked) => window.bridge?.invoke(asked.name, asked.input), call)
  if (!result?.ok) throw new Error(`${name}: ${JSON.stringify(result)}`)
  return result.value
}
