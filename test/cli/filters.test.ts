/** Filters as options: what was answered, when it was accepted, and a text where it is looked for. */
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

it('by answer, time, and text in bodies and responses', async () => {
  const receiver = await startReceiver({ answers: [{ status: 503, body: 'No Stock' }, 200] })
  const cli = createCli()
  const send = (data: string) =>
    cli.json(['send', receiver.url, '--category', 'c', '--data', data, '--max-attempts', '1', '--wait'])
  await send('{"name":"Ada"}')
  await send('{"name":"Bob"}')
  const listed = async (...args: string[]): Promise<unknown[]> =>
    (await cli.json(['list', ...args])).lines.map(({ state }) => state)
  expect(await listed('--answer', '5xx')).toEqual(['failed'])
  expect(await listed('--answer', 'refused,200')).toEqual(['delivered'])
  expect(await listed('--since', '-1h')).toEqual(['delivered', 'failed'])
  expect(await listed('--until', '-1h')).toEqual([])
  expect(await listed('--text', 'ada')).toEqual([])
  expect(await listed('--text', 'ada', '--in', 'body')).toEqual(['failed'])
  expect(await listed('--text', 'no stock', '--in', 'body,response')).toEqual(['failed'])
  expect((await cli.run(['delete', '--text', 'ada', '--in', 'body', '--dry-run'])).stdout).toBe(
    '1 delivery matches. Nothing was changed.\n',
  )
})

it.each([
  [['--answer', '5x'], /An answer is a status code/],
  [['--text', 'a', '--in', 'header'], /Allowed choices are name, body, response/],
  [['--in', 'body'], /give both/],
  [['--since', '-x'], /-x/],
])('%s: wrong usage', async (args, sentence) => {
  const { code, stderr } = await createCli().run(['list', ...args])
  expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)])
})
