/** Queue files on the command line: out by the ending or through a pipe, in after a look, and refusals that say what to do. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { type Cli, cliFile, createCli, type Serving } from './cli.ts'

const nowhere = 'http://127.0.0.1:1/x'

async function filled(copies: number): Promise<{ cli: Cli; application: Serving; folder: string }> {
  const cli = createCli()
  const application = await cli.serve()
  await application.ask('queue.pause', {})
  await application.ask('event.send', {
    url: nowhere,
    category: 'c',
    data: '{"n":12345678901234567890}',
    copies,
  })
  return { cli, application, folder: tempDir() }
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

it('exports by the ending of the file, and replaces one only when it is told to', async () => {
  const { cli, application, folder } = await filled(3)
  await application.ask('event.send', { url: nowhere, category: 'other', data: '1' })
  const file = join(folder, 'queue.jsonl')
  const exported = await cli.run(['export', file, '--category', 'c'])
  const size = readFileSync(file).length
  expect(exported).toEqual({
    code: 0,
    stdout: `Exported 3 deliveries. ${file} has ${(size / 1024).toFixed(1)} KB.\n`,
    stderr: '',
  })
  expect(linesOf(readFileSync(file, 'utf8'))).toHaveLength(3)

  expect(await cli.run(['export', file])).toEqual({
    code: 1,
    stdout: '',
    stderr: `error: ${file} is there already. Choose another name, or replace it with --overwrite. (file)\n`,
  })
  expect(await cli.json(['export', file, '--overwrite', '--state', 'queued'])).toMatchObject({
    code: 0,
    lines: [{ file, format: 'jsonl', kind: 'export', state: 'done', total: 4, changed: 4 }],
  })

  const table = join(folder, 'table.csv')
  expect(await cli.run(['export', table])).toMatchObject({ code: 0, stderr: '' })
  expect(linesOf(readFileSync(table, 'utf8'))).toHaveLength(5)
  expect(readdirSync(folder).sort()).toEqual(['queue.jsonl', 'table.csv'])
})

it('takes and gives files through pipes, and leaves nothing of them in the data folder', async () => {
  const { cli } = await filled(3)
  const piped = await cli.run(['export', '-'])
  expect(piped).toMatchObject({ code: 0, stderr: 'Exported 3 deliveries.\n' })
  expect(linesOf(piped.stdout)).toHaveLength(3)
  expect(piped.stdout).toContain('"data":{"n":12345678901234567890}')
  expect((await cli.run(['export', '-', '--json', '--format', 'csv'])).stderr).toBe('')

  const other = createCli()
  expect(await other.json(['import', '-'], { stdin: piped.stdout })).toMatchObject({
    code: 0,
    lines: [{ file: 'standard input', found: 3, taken: 3, states: { held: 3 } }],
  })
  for (const { dataDir } of [cli, other]) expect(readdirSync(join(dataDir, 'transfers'))).toEqual([])
  const again = await other.run(['import', '-', '--dry-run'], { stdin: piped.stdout })
  expect(again).toEqual({
    code: 0,
    stderr: '',
    stdout: `0 of 3 deliveries would be imported. Nothing was changed.
  format  jsonl
  found   3
  taken   0
  known   3, left out
  goes to http://127.0.0.1:1  3
`,
  })
})

it('says of bad lines where and why, and goes elsewhere where it is told to', async () => {
  const { cli, application, folder } = await filled(2)
  const file = join(folder, 'queue.jsonl')
  await cli.run(['export', file, '--with-secrets'])
  const [first = '', second = ''] = linesOf(readFileSync(file, 'utf8'))
  writeFileSync(file, [first, '{"category":', second, '{"category":"x"}', ''].join('\n'))
  const mappings = [
    '--map',
    'http://127.0.0.1:1=http://127.0.0.1:2/y',
    '--map',
    'http://no.example=http://b/',
  ]
  const imported = await cli.run(['import', file, '--new-ids', '--send', ...mappings])
  expect(imported).toMatchObject({ code: 0, stderr: 'Nothing in it goes to http://no.example.\n' })
  expect(imported.stdout).toMatch(/^Imported 2 deliveries\.\n {2}format {5}jsonl\n/)
  expect(imported.stdout).toMatch(/\n {2}bad {8}2\n/)
  expect(imported.stdout).toContain(
    '  instead to http://127.0.0.1:1 → http://127.0.0.1:2/y, http://no.example → http://b/\n',
  )
  expect(imported.stdout).toMatch(/\n {2}line 2 {2}\S.*\n {2}line 4 {2}\S.*\n$/)
  const moved = (await cli.json(['list', '--text', '127.0.0.1:2'])).lines
  expect(moved).toMatchObject([{ state: 'queued' }, { state: 'queued' }])

  const stopped = ['import', file, '--new-ids', '--on-bad-line', 'stop']
  const undone = await cli.json(stopped)
  expect(undone).toMatchObject({ code: 1, errors: [{ code: 'job_failed' }] })
  expect(undone.errors[0]?.['message']).toContain('line 2')
  expect(await application.ask('stats.get', {})).toMatchObject({ value: { counts: { queued: 4, held: 0 } } })
})

it.skipIf(process.platform === 'win32')(
  'imports from a pipe of a shell, and says when there is nothing to read',
  async () => {
    const { cli, folder } = await filled(1)
    const file = join(folder, 'queue.jsonl')
    await cli.run(['export', file])
    const command = `"$0" "$1" --data-dir "$2" import <(cat "$3") --new-ids --json`
    const { status, stdout } = spawnSync('bash', [
      '-c',
      command,
      process.execPath,
      cliFile,
      cli.dataDir,
      file,
    ])
    expect({ status, report: JSON.parse(String(stdout)) as unknown }).toMatchObject({
      status: 0,
      report: { taken: 1 },
    })

    const missing = join(folder, 'missing.jsonl')
    expect(await cli.run(['import', missing])).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: ${missing} cannot be read: there is no such file. (file)\n`,
    })
  },
)

it('stops at Ctrl C, and leaves no file', async () => {
  const { cli, application, folder } = await filled(1)
  for (let round = 0; round < 3; round += 1)
    await application.ask('event.send', {
      url: nowhere,
      category: 'large',
      data: JSON.stringify('x'.repeat(20_000)),
      copies: 1_000,
    })
  const file = join(folder, 'queue.jsonl.zst')
  const child = cli.start(['export', file])
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  const ended = new Promise((resolve) => child.once('close', resolve))
  const done = async (): Promise<number> => {
    const { value } = (await application.ask('snapshot.get', {})) as { value: { jobs: { done: number }[] } }
    return value.jobs[0]?.done ?? 0
  }
  while ((await done()) === 0);
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(stdout).toMatch(/^Stopped after [\d,]+ of 3,001 \(\d+ %\)\. No file was left\.\n$/)
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(folder)).toEqual([])
})
