/** Reads what the two test runners report. A run that failed without a failed test counts as one failure. */
import { readFileSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'

export interface Counts {
  passed: number
  failed: number
  skipped: number
  /** One line for each test that failed: its file, its name, and how the message begins. */
  failures: string[]
}

export function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    failures: [...one.failures, ...other.failures],
  }
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: VitestFile[]
}

interface VitestFile {
  name: string
  status: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

export function vitestCounts(reportFile: string, exitCode: number): Counts {
  const report = read<VitestReport>(reportFile)
  return withCrash(exitCode, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures: report?.testResults.flatMap(failuresOfFile) ?? [],
  })
}

function failuresOfFile({ name, status, message, assertionResults }: VitestFile): string[] {
  const failed = assertionResults.filter((one) => one.status === 'failed')
  // A file that could not be loaded has no tests.
  if (failed.length === 0 && status === 'failed') return [line(name, 'the file itself', message)]
  return failed.map(({ fullName, failureMessages }) => line(name, fullName, failureMessages[0]))
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites: PlaywrightSuite[]
  /** Of no test, such as a spec that could not be loaded. */
  errors: { message?: string }[]
}

interface PlaywrightSuite {
  specs: {
    ok: boolean
    title: string
    file: string
    tests: { results: { errors: { message?: string }[] }[] }[]
  }[]
  suites?: PlaywrightSuite[]
}

export function playwrightCounts(reportFile: string, exitCode: number): Counts {
  const report = read<PlaywrightReport>(reportFile)
  const stats = report?.stats
  return withCrash(exitCode, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
    failures: [
      ...(report?.suites.flatMap(failuresOfSuite) ?? []),
      ...(report?.errors.map(({ message }) => line('test/e2e', 'no test', message)) ?? []),
    ],
  })
}

function failuresOfSuite({ specs, suites = [] }: PlaywrightSuite): string[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors))
      return line(`test/e2e/${file}`, title, errors[0]?.message)
    })
  return [...own, ...suites.flatMap(failuresOfSuite)]
}

function line(file: string, test: string, message = ''): string {
  const place = isAbsolute(file) ? relative(process.cwd(), file) : file
  return `FAILED ${place}: ${test}: ${message.trim().split('\n', 1)[0] ?? ''}`
}

function withCrash(exitCode: number, counts: Counts): Counts {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function read<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}
