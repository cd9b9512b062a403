/**
 * `npm start`: builds when needed, then opens the window. Where Electron or a display is missing it says why, in one
 * line, and serves the same window to a browser. Arguments such as `--data-dir DIR` go to whichever is started.
 */
import { join } from 'node:path'
import { buildWhenNeeded } from './build-when-needed.ts'
import { displayProblem } from './display.ts'
import { type ElectronBinary, getElectron } from './electron-binary.ts'
import { run } from './run.ts'

const root = join(import.meta.dirname, '..')
/** Only what is fatal of Chromium's own log: a system without D-Bus or a graphics card would fill the terminal. */
const quiet = ['--log-level=3']

try {
  await buildWhenNeeded()
  process.exitCode = await start(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function start(args: string[]): Promise<number> {
  const electron = await electronHere()
  if ('path' in electron) return run(electron.path, [...electron.args, ...quiet, root, ...joinValues(args)])
  console.error(`No window of its own: ${electron.problem}. Serving it to the browser instead.`)
  return run(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'serve', ...args])
}

/** The display first: where there is none, nothing is downloaded. */
async function electronHere(): Promise<ElectronBinary> {
  const problem = await displayProblem()
  return problem ? { problem } : getElectron()
}

/** Chromium reads `--switch=value` only. */
function joinValues(args: string[]): string[] {
  const at = args.indexOf('--data-dir')
  const [name, value, ...rest] = at === -1 ? [] : args.slice(at)
  return value === undefined ? args : [...args.slice(0, at), `${name}=${value}`, ...rest]
}
