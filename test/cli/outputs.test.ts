/** What goes where: answers that were cut short say so to scripts too, and a disk that is full is no defect. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { cliFile, createCli } from './cli.ts'

const send = ['send', 'http://127.0.0.1:1/', '--category', 'c', '--data', '1', '--at', '+1h']

it('a list that does not show everything says so, as JSON to whoever reads JSON', async () => {
  const cli = createCli()
  await cli.run([...send, '--copies', '3'])
  const asText = await cli.run(['list', '--limit', '2'])
  expect(asText.stderr).toBe('1 delivery more; see them with --limit.\n')
  const asJson = await cli.run(['list', '--limit', '2', '--json'])
  expect(asJson.stdout.trim().split('\n')).toHaveLength(2)
  expect(JSON.parse(asJson.stderr)).toEqual({
    notice: { code: 'more_deliveries', message: '1 delivery more; see them with --limit.' },
  })
  expect((await cli.run(['list', '--limit', '3', '--json'])).stderr).toBe('')
})

it.each([['list'], ['export', '-', '--format', 'jsonl']])(
  'standard output that cannot be written: %s',
  async (...args) => {
    const cli = createCli()
    await cli.run(send)
    const line = [process.execPath, cliFile, '--data-dir', cli.dataDir, ...args]
    const child = spawn('sh', ['-c', '"$@" > /dev/full', 'sh', ...line], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const said = text(child.stderr)
    expect(await once(child, 'close')).toEqual([1, null])
    expect(await said).toMatch(/^error: Standard output cannot be written: .*no space left on device.*\n$/)
  },
)

it('what nothing was found for can be imported again', async () => {
  const cli = createCli()
  const file = join(cli.dataDir, 'none.jsonl')
  expect(await cli.json(['export', file, '--state', 'failed'])).toMatchObject({
    code: 0,
    lines: [{ bytes: 0 }],
  })
  expect(await cli.json(['import', file])).toMatchObject({ code: 0, lines: [{ found: 0, taken: 0, bad: 0 }] })
})

it('a file in which every line is bad fails a script, and is told once', async () => {
  const cli = createCli()
  const stdin = '{"nothing": 1}\n'
  const bad = await cli.run(['import', '-', '--on-bad-line', 'skip'], { stdin })
  expect(bad.code).toBe(1)
  const stopped = await cli.run(['import', '-', '--on-bad-line', 'stop'], { stdin })
  expect(stopped.code).toBe(1)
  expect(stopped.stderr).not.toContain(' warn ')
})

it('options that make no difference are pointed out', async () => {
  const cli = createCli()
  await cli.run(send)
  const csv = await cli.run(['export', join(cli.dataDir, 'a.csv'), '--with-attempts'])
  expect(csv.stderr).toContain('csv has no place for attempts')
  const file = join(cli.dataDir, 'a.jsonl')
  await cli.run(['export', file])
  expect((await cli.run(['import', file, '--dry-run', '--bucket', 'x'])).stderr).toContain(
    'no bbolt database',
  )
})

it.each([
  ['send', ['--retry', '5'], '(--retry)'],
  ['endpoint save', ['--timeout', '1h'], 'from 1000 (1s) to 600000 (10m), got 3600000 (1h). (--timeout)'],
])('an error of %s names the option %j', async (command, options, named) => {
  const cli = createCli()
  const rest = command === 'send' ? ['--category', 'c', '--data', '1'] : ['--url', 'http://127.0.0.1:1/']
  const { code, stderr } = await cli.run([...command.split(' '), 'http://127.0.0.1:1/', ...rest, ...options])
  expect(code).toBe(1)
  expect(stderr).toContain(named)
})

it('a folder is no file to export to', async () => {
  const cli = createCli()
  const { code, stderr } = await cli.run(['export', cli.dataDir, '--format', 'jsonl', '--overwrite'])
  expect([code, stderr]).toEqual([1, expect.stringContaining('is a folder. Give the name of a file in it.')])
})

it('every setting is told with what it takes', async () => {
  const { stdout } = await createCli().run(['settings', 'set', '--help'])
  expect(stdout).toMatch(/^ {2}log-level +one of off, error, warn, info, debug$/m)
})

it('a dry run refuses the URL that the replay would refuse', async () => {
  const cli = createCli()
  await cli.run(send)
  const refused = await cli.json(['replay', '--state', 'scheduled', '--url', 'nope', '--dry-run'])
  expect(refused).toMatchObject({ code: 1, lines: [], errors: [{ code: 'url_invalid' }] })
})

it('a new endpoint is no place that happens to be called so', async () => {
  const cli = createCli()
  await cli.run(['send', 'http://shop/', '--category', 'c', '--data', '1', '--at', '+1h'])
  const saved = await cli.json(['endpoint', 'save', 'shop', '--url', 'http://127.0.0.1:1/shop'])
  expect(saved).toMatchObject({ code: 0, lines: [{ name: 'shop', url: 'http://127.0.0.1:1/shop' }] })
  const { lines } = await cli.json(['endpoints'])
  expect(new Set(lines.map(({ url }) => url))).toEqual(new Set(['http://127.0.0.1:1/shop', 'http://shop/']))
})
