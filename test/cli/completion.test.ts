/** Completion in the shells: bash is asked as a person would, with the script that the program prints. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { bashScript } from '../../src/cli/completion/bash.ts'
import { fishScript } from '../../src/cli/completion/fish.ts'
import { type Place, placesOf } from '../../src/cli/completion/grammar.ts'
import { zshScript } from '../../src/cli/completion/zsh.ts'
import { createOutput } from '../../src/cli/output.ts'
import { createProgram } from '../../src/cli/program.ts'
import { tempDir } from '../support/temp-dir.ts'
import { cliFile, createCli } from './cli.ts'

const places: Place[] = placesOf(
  createProgram({ home: pathToFileURL('/'), version: '0', output: createOutput({ json: false }) }),
)
const hasShell = (name: string): boolean => spawnSync(name, ['-c', 'true']).status === 0

/** What bash offers for the last of each line's words; `COMP_WORDS` as its line editor splits them. */
async function offered(lines: string[][], env: NodeJS.ProcessEnv = {}): Promise<string[][]> {
  const folder = tempDir()
  const file = join(folder, 'completion.bash')
  writeFileSync(file, bashScript(places))
  writeFileSync(join(folder, 'queue.jsonl'), '')
  const asked = lines.map((words) => {
    const quoted = ['webhook-dispatcher', ...words].map((word) => `'${word}'`).join(' ')
    return `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _webhook_dispatcher; echo "\${COMPREPLY[*]}"`
  })
  const child = spawn('bash', ['--norc', '-c', ['. ./completion.bash', ...asked].join('\n')], {
    cwd: folder,
    env: { ...process.env, ...env },
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  expect(stderr).toBe('')
  return stdout.split('\n', lines.length).map((line) => line.split(' ').filter(Boolean))
}

it.runIf(hasShell('bash'))('bash offers commands, options and what they take', async () => {
  const [commands, below, options, states, formats, afterValue, files, dry, shells, nothing] = await offered([
    ['re'],
    ['endpoint', ''],
    ['import', '--on'],
    ['list', '--limit', '5', '--state', 'de'],
    ['export', 'queue.jsonl', '--format', ''],
    ['--data-dir', 'list', 'sh'],
    ['import', 'qu'],
    ['replay', '--state', 'failed', '--dry'],
    ['completion', ''],
    ['send', '--category', ''],
  ])
  expect(commands).toEqual(['retry', 'replay', 'release', 'reschedule', 'resume', 'recovery'])
  expect(below).toEqual(['show', 'save', 'pause', 'resume', 'delete'])
  expect(options).toEqual(['--on-conflict', '--on-bad-line'])
  expect(states).toEqual(['delivered'])
  expect(formats).toEqual(['jsonl', 'jsonl.zst', 'har', 'curl', 'csv'])
  expect(afterValue).toEqual(['show'])
  expect(files).toEqual(['queue.jsonl'])
  expect(dry).toEqual(['--dry-run'])
  expect(shells).toEqual(['bash', 'zsh', 'fish'])
  expect(nothing).toEqual([])
})

it.runIf(hasShell('bash'))('bash offers the endpoints of the running application, or none', async () => {
  const cli = createCli()
  const words = ['--data-dir', cli.dataDir, 'list', '--endpoint', 'sh']
  const program = join(tempDir(), 'webhook-dispatcher')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${cliFile}' "$@"\n`)
  chmodSync(program, 0o755)
  const env = { PATH: `${join(program, '..')}${delimiter}${process.env['PATH'] ?? ''}` }
  expect(await offered([words], env)).toEqual([[]])
  const { ask } = await cli.serve()
  for (const name of ['shop', 'billing', "sh'op"]) {
    await ask('endpoint.save', { name, url: `http://127.0.0.1:1/${encodeURIComponent(name)}` })
  }
  const [names = []] = await offered([words], env)
  expect(names.sort()).toEqual(["sh\\'op", 'shop'])
  expect((await cli.run(['completion', 'bash'])).stdout).toBe(`${bashScript(places)}\n`)
})

const readers = [
  { shell: 'zsh', args: ['-n'], script: zshScript(places), beginning: /^#compdef webhook-dispatcher\n/ },
  {
    shell: 'fish',
    args: ['--no-execute'],
    script: fishScript(places),
    beginning: /^# Completion of .* for fish/,
  },
]

it.each(readers)('$shell can read its script, where it is on this machine', (reader) => {
  expect(reader.script).toMatch(reader.beginning)
  const { status } = spawnSync(reader.shell, reader.args, { input: reader.script })
  expect(status).toBe(hasShell(reader.shell) ? 0 : null)
})

it('knows every command in every shell', () => {
  for (const script of [bashScript(places), zshScript(places), fishScript(places)]) {
    for (const { path } of places) expect(script).toContain(`'${path}'`)
    expect(script).not.toContain('--endpoints -')
    expect(script).not.toContain('undefined')
  }
})

it('has no name that takes a value in one command and none in another', () => {
  const kinds = new Map<string, boolean>()
  for (const { names, values } of places.flatMap(({ options }) => options)) {
    for (const name of names) {
      const taking = values !== null
      expect(kinds.get(name) ?? taking, name).toBe(taking)
      kinds.set(name, taking)
    }
  }
})
