/**
 * `npm test`: all tests that can run here; at the end a line for each that failed, and the sum. Names narrow it
 * (`npm test -- unit`, `crash`, `browser`, `electron`); whatever else is given goes on to the runners
 * (`npm test -- unit retry`).
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildWhenNeeded } from './build-when-needed.ts'
import { displayProblem } from './display.ts'
import { findElectron } from './electron-binary.ts'
import { run } from './run.ts'
import { add, type Counts, playwrightCounts, vitestCounts } from './test-counts.ts'

const root = join(import.meta.dirname, '..')
const modules = join(root, 'node_modules')
const reports = join(root, 'test-results')
/** In one run: the few long tests of the one fill the gaps of the other. */
const ofVitest = ['unit', 'crash']
const all = [...ofVitest, 'browser', 'electron']

const given = process.argv.slice(2)
const named = all.filter((name) => given.includes(name))
const chosen = named.length === 0 ? all : named
const passedOn = given.filter((argument) => !named.includes(argument))

try {
  await buildWhenNeeded()
  process.exitCode = await runAll()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function runAll(): Promise<number> {
  let sum: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  const projects = ofVitest.filter((name) => chosen.includes(name))
  if (projects.length > 0) sum = add(sum, await runVitest(projects))
  if (chosen.includes('browser')) sum = add(sum, await runPlaywright('browser'))
  if (chosen.includes('electron')) sum = add(sum, await runElectron())
  for (const failure of sum.failures) console.log(failure)
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  return sum.failed > 0 ? 1 : 0
}

async function runVitest(projects: string[]): Promise<Counts> {
  const report = freshReport(projects.join('-'))
  const args = [
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
  ]
  const code = await run(process.execPath, [join(modules, 'vitest', 'vitest.mjs'), ...args, ...passedOn])
  return vitestCounts(report, code)
}

async function runPlaywright(project: string, wrapper: string[] = []): Promise<Counts> {
  const report = freshReport(project)
  const cli = join(modules, '@playwright', 'test', 'cli.js')
  const args = ['test', `--project=${project}`, '--reporter=list,json', '--pass-with-no-tests', ...passedOn]
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath, cli, ...args]
  const code = await run(command, rest, { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
  return playwrightCounts(report, code)
}

async function runElectron(): Promise<Counts> {
  const electron = findElectron()
  const noDisplay = await displayProblem()
  const wrapper = noDisplay ? ['xvfb-run', '-a'] : []
  if ('problem' in electron) return skipElectron(electron.problem)
  if (noDisplay && (await run('xvfb-run', ['--help'], { stdio: 'ignore' })) !== 0) {
    return skipElectron(`${noDisplay} and no xvfb-run`)
  }
  return runPlaywright('electron', wrapper)
}

function skipElectron(problem: string): Counts {
  console.log(`The Electron tests were skipped: ${problem}.`)
  return { passed: 0, failed: 0, skipped: 0, failures: [] }
}

function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true })
  const report = join(reports, `${name}.json`)
  rmSync(report, { force: true })
  return report
}
