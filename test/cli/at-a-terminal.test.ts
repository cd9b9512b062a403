/**
 * What only a terminal gets, at a real one (made by `script` of util-linux): a question before a delete, a progress line, and
 * Ctrl C as a key.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { cliFile, type Cli, createCli } from './cli.ts'

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

interface Terminal {
  /** All that was shown so far. */
  shown(): string
  /** When that was shown. */
  shows(text: string | RegExp): Promise<void>
  type(keys: string): void
  /** The exit code. */
  ended: Promise<number | null>
}

function atTerminal(cli: Cli, ...args: string[]): Terminal {
  const words = [process.execPath, cliFile, '--data-dir', cli.dataDir, ...args]
  const command = words.map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, TERM: 'xterm' } })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.on('error', () => {}) // It may end before it has read everything.
  let shown = ''
  let look = (): void => {}
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8')
    look()
  })
  return {
    shown: () => shown,
    shows: (text) =>
      new Promise((resolve) => {
        look = () => {
          if (shown.search(text) !== -1) resolve()
        }
        look()
      }),
    type: (keys) => void child.stdin.write(keys),
    ended: once(child, 'close').then(() => child.exitCode),
  }
}

async function filled(thousands: number): Promise<Cli> {
  const cli = createCli()
  const { ask } = await cli.serve()
  await ask('queue.pause', {})
  for (let round = 0; round < thousands; round += 1)
    await ask('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data: '1', copies: 1_000 })
  return cli
}

it.runIf(hasScript)('asks before it deletes; only yes is yes', async () => {
  const cli = await filled(1)
  for (const answer of ['n\r', '\r', '\u0003', '\u0004']) {
    const asked = atTerminal(cli, 'delete', '--all')
    await asked.shows('Delete 1,000 deliveries for good\\? \\[y/N\\]')
    asked.type(answer)
    expect(await asked.ended, JSON.stringify(answer)).toBe(1)
    expect(asked.shown()).toContain('Nothing was changed.')
  }
  const asked = atTerminal(cli, 'delete', '--all')
  await asked.shows('for good')
  asked.type('y\r')
  expect(await asked.ended).toBe(0)
  expect(asked.shown()).toContain('Deleted 1,000 deliveries.')
})

it.runIf(hasScript)('shows how far a job is, and takes the line away at its end', async () => {
  const cli = await filled(2)
  const canceling = atTerminal(cli, 'cancel', '--all')
  expect(await canceling.ended).toBe(0)
  // oxlint-disable-next-line no-control-regex
  expect(canceling.shown()).toMatch(/cancel: [\d,]+ of 2,000 \(\d+ %\)\S*\r\u001B\[KCanceled 2,000/)
})

it.runIf(hasScript)('draws how far an export is, in colours, and says what it wrote', async () => {
  const cli = await filled(2)
  const exporting = atTerminal(cli, 'export', join(cli.dataDir, 'queue.csv'))
  expect(await exporting.ended).toBe(0)
  // oxlint-disable-next-line no-control-regex
  expect(exporting.shown()).toMatch(/\u001B\[2mExporting {2}[█░]{20} {2}\d+ % {2}[\d,]+ of 2,000/)
  // oxlint-disable-next-line no-control-regex
  expect(exporting.shown()).toMatch(/\r\u001B\[KExported 2,000 deliveries\./)
})

it.runIf(hasScript)('stops a job at Ctrl C', async () => {
  const cli = await filled(12)
  const replaying = atTerminal(cli, 'replay', '--all')
  await replaying.shows(/replay: /)
  replaying.type('\u0003')
  expect(await replaying.ended).toBe(130)
  expect(replaying.shown()).toMatch(/Stopped after [\d,]+ of 12,000 \(\d+ %\)\. Replayed [\d,]+ deliveries\./)
})
