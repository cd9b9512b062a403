/** The queue as a whole: pause, resume, compact, log, stats, and a damaged database that was set aside. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

const event = ['--category', 'c', '--data', '{"n":1}']

it('pauses the queue for good, and lets it go on', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  expect((await cli.run(['pause'])).stdout).toBe('The queue is paused. Unfinished: 0 deliveries.\n')
  expect((await cli.json(['send', receiver.url, ...event])).lines).toMatchObject([{ state: 'queued' }])
  expect((await cli.run(['stats'])).stdout).toMatch(/^The queue is paused\.$/m)
  expect(await cli.json(['drain'])).toMatchObject({ code: 1, errors: [{ code: 'queue_paused' }] })
  expect(await cli.run(['resume'])).toEqual({
    code: 0,
    stdout: 'The queue goes on.\n',
    stderr: 'What waits is sent on when the application or `webhook-dispatcher drain` runs.\n',
  })
  expect(receiver.requests).toHaveLength(0)
  expect((await cli.json(['drain'])).lines).toMatchObject([{ counts: { delivered: 1 } }])
})

it('pauses the application that runs', async () => {
  const cli = createCli()
  const { ask } = await cli.serve()
  expect((await cli.json(['pause'])).lines).toEqual([{ lifecycle: 'running', paused: true, fault: null }])
  expect(await ask('stats.get', {})).toMatchObject({ value: { queue: { paused: true } } })
  expect((await cli.json(['resume'])).lines).toMatchObject([{ paused: false }])
})

it('gives back what deleted deliveries leave free', async () => {
  const cli = createCli()
  const { ask } = await cli.serve()
  await ask('queue.pause', {})
  const data = JSON.stringify('x'.repeat(4_000))
  await ask('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data, copies: 500 })
  await cli.run(['delete', '--all', '--yes'])
  const [before] = (await cli.json(['stats'])).lines
  expect(before?.['freeBytes']).toBeGreaterThan(1_000_000)
  expect(before?.['jobs']).toMatchObject([{ kind: 'delete', state: 'done', changed: 500 }])
  const { code, lines } = await cli.json(['compact'])
  expect({ code, lines }).toMatchObject({
    code: 0,
    lines: [{ freeBytes: 0, beforeBytes: before?.['databaseBytes'] }],
  })
  expect(lines[0]?.['databaseBytes']).toBeLessThan(1_000_000)
  expect((await cli.run(['compact'])).stdout).toMatch(
    /^The database takes [\d.]+ MB now, [\d.]+ MB before\.\n$/,
  )
})

it('shows the log of the application that runs, and its file when none does', async () => {
  const cli = createCli()
  expect(await cli.run(['log'])).toEqual({ code: 0, stdout: '', stderr: 'No lines.\n' })
  expect(existsSync(join(cli.dataDir, 'queue.db'))).toBe(false)
  const { end } = await cli.serve()
  await cli.run(['pause'])
  const running = await cli.json(['log', '--lines', '1'])
  expect(running.lines).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      level: 'info',
      message: 'Command queue.pause.',
      error: null,
      facts: {},
    },
  ])
  await end('SIGTERM')
  const { stdout } = await cli.run(['log'])
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}info {3}The engine has started\. {2}version=/)
  expect(stdout).toMatch(/info {3}The engine has stopped\.\n$/)
  expect((await cli.run(['log', '--level', 'warn'])).stderr).toBe('No lines.\n')
})

it('shows of a log only what is as bad, and no control characters', async () => {
  const cli = createCli()
  mkdirSync(join(cli.dataDir, 'logs'))
  const line = (level: string, message: string, error?: string): string =>
    JSON.stringify({ level, at: 0, host: 'a\u001B[2J', error, message })
  const lines = [line('debug', 'one'), line('error', 'two', 'Error: x\n    at y'), line('warn', 'three')]
  writeFileSync(join(cli.dataDir, 'logs', 'engine.log'), `${lines.join('\n')}\n`)
  const messages = async (...args: string[]): Promise<unknown[]> =>
    (await cli.json(['log', ...args])).lines.map(({ message }) => message)
  expect(await messages()).toEqual(['one', 'two', 'three'])
  expect(await messages('--level', 'warn')).toEqual(['two', 'three'])
  expect(await messages('--level', 'error', '--lines', '5')).toEqual(['two'])
  const { stdout } = await cli.run(['log', '--level', 'error'])
  expect(stdout).toMatch(/ {2}error {2}two {2}host=a\\x1b\[2J\n {4}Error: x\n {8}at y\n$/)
})

it('brings back what can be read of a damaged database, or leaves it', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  expect((await cli.run(['recovery'])).stdout).toBe('No damaged database is set aside.\n')
  await cli.run(['pause'])
  await cli.json(['send', receiver.url, ...event, '--copies', '3'])
  damage(join(cli.dataDir, 'queue.db'))

  const looked = await cli.run(['list'])
  expect(looked).toEqual({
    code: 0,
    stdout: '',
    stderr: 'A damaged database was set aside. See `webhook-dispatcher recovery`.\nNo deliveries.\n',
  })
  const [recovery] = (await cli.json(['recovery'])).lines.map((line) => line['recovery'])
  expect(recovery).toEqual({
    file: expect.stringContaining('queue.db.damaged-') as string,
    reason: expect.any(String) as string,
    at: expect.stringMatching(/Z$/) as string,
  })
  expect((await cli.run(['recovery'])).stdout).toMatch(/`recovery salvage` brings back/)

  const salvaged = await cli.json(['recovery', 'salvage'])
  expect(salvaged).toMatchObject({ code: 0, lines: [{ kind: 'salvage', state: 'done', changed: 3 }] })
  expect((await cli.json(['list', '--state', 'held'])).lines).toHaveLength(3)
  expect(await cli.json(['recovery', 'salvage'])).toMatchObject({
    code: 1,
    errors: [{ code: 'recovery_unknown' }],
  })
  expect((await cli.run(['recovery', 'dismiss'])).stdout).toBe('There was none.\n')
  expect(readdirSync(cli.dataDir).some((name) => name.startsWith('queue.db.damaged-'))).toBe(true)
})

it('dismisses a damaged database, and keeps its file', async () => {
  const cli = createCli()
  await cli.run(['pause'])
  damage(join(cli.dataDir, 'queue.db'))
  await cli.run(['stats'])
  expect((await cli.run(['recovery', 'dismiss'])).stdout).toMatch(/^Dismissed\. The file stays: .*damaged-/)
  expect(await cli.run(['list'])).toMatchObject({ stderr: 'No deliveries.\n' })
})

/** The header's count of free pages is wrong: SQLite says so, and every row can be read. */
function damage(file: string): void {
  const bytes = readFileSync(file)
  bytes.writeUInt32BE(9_999, 36)
  writeFileSync(file, bytes)
}
