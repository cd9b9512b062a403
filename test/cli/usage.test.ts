/** Help, version, and the ends of pipes. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { expect, it } from 'vitest'
import { createOutput } from '../../src/cli/output.ts'
import { createProgram } from '../../src/cli/program.ts'
import { cliFile, createCli } from './cli.ts'

const commands =
  `serve open completion send list show tail retry replay cancel hold release reschedule delete export import endpoints
  endpoint stats drain pause resume settings log compact recovery`.split(/\s+/)
const below = ['show', 'save', 'pause', 'resume', 'delete']
  .map((command) => `endpoint ${command}`)
  .concat('settings set', 'recovery salvage', 'recovery dismiss')

/** As `--help` prints it, without a process for each. */
function helpOf(path: string[]): string {
  let command: Command = createProgram({
    home: pathToFileURL('/'),
    version: '0',
    output: createOutput({ json: false }),
  })
  for (const name of path) {
    const found = command.commands.find((one) => one.name() === name)
    if (!found) throw new Error(`There is no command ${path.join(' ')}.`)
    command = found
  }
  let shown = ''
  command.configureOutput({ writeOut: (text) => (shown += text) }).outputHelp()
  return shown
}

it.each([...commands, ...below])('%s --help says how, with examples', (command) => {
  const help = helpOf(command.split(' '))
  expect(help).toMatch(new RegExp(`^Usage: webhook-dispatcher ${command} `))
  expect(help).toContain('--data-dir <dir>')
  expect(help).toMatch(/\nExamples:\n {2}\$ \S/)
  expect(help).toContain(` webhook-dispatcher ${command}`)
})

it('prints the help of a command', async () => {
  const { code, stdout, stderr } = await createCli().run(['endpoint', 'save', '--help'])
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: helpOf(['endpoint', 'save']), stderr: '' })
})

it('names every command in its help, on standard error when it was called without one', async () => {
  const cli = createCli()
  const asked = await cli.run(['--help'])
  expect(asked.code).toBe(0)
  for (const command of commands) expect(asked.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  expect(await cli.run([])).toEqual({ code: 2, stdout: '', stderr: asked.stdout })
})

it('prints the version of the application', async () => {
  const packageFile = new URL('../../package.json', import.meta.url)
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
  expect(await createCli().run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

it('says in one line that Node is too old', async () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.18.1'})`
  const child = spawn(process.execPath, ['--import', older, cliFile, 'stats'])
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  expect({ code: child.exitCode, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^error: webhook-dispatcher needs Node 22 or newer; this is v[\d.]+\.\n$/)
})

it('is quiet when whoever reads it has left', async () => {
  const cli = createCli()
  const { ask } = await cli.serve()
  await ask('queue.pause', {})
  await ask('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data: '1', copies: 1_000 })
  const child = cli.start(['list', '--json', '--limit', '1000'])
  child.stdout.destroy()
  const [stderr] = await Promise.all([text(child.stderr), once(child, 'close')])
  expect({ code: child.exitCode, stderr }).toEqual({ code: 0, stderr: '' })
})
