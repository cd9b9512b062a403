/** What an import says of a file, gathered while it reads. */
import type { ImportProblem, ImportReport, ImportRequest } from '../../shared/queue-file.ts'
import type { Source } from './source.ts'
import { redactedMark } from './redact.ts'
import type { FileDelivery } from './file-delivery.ts'

const mostProblems = 100
const mostOrigins = 50
/** A file may name a million; the rest of them is counted together. */
const mostCounted = 10_000

export function newReport({ file, dryRun }: ImportRequest, source: Source): ImportReport {
  return {
    file,
    dryRun,
    format: source.format,
    compressed: source.isCompressed,
    bucket: source.bucket,
    buckets: source.buckets,
    found: 0,
    taken: 0,
    known: 0,
    bad: 0,
    problems: [],
    states: {},
    origins: [],
    newEndpoints: [],
    redacted: 0,
    made: null,
    undone: false,
  }
}

export function addProblem(report: ImportReport, problem: ImportProblem): void {
  report.bad += 1
  if (report.problems.length < mostProblems) report.problems.push(problem)
}

export function hasRedacted({ url, headers }: FileDelivery): boolean {
  return url.includes(redactedMark) || headers.some(([, value]) => value === redactedMark)
}

/** Where deliveries go, counted by origin. */
export class OriginCounts {
  readonly #counts = new Map<string, number>()
  /** Of the latest URLs. */
  readonly #origins = new Map<string, string>()

  add(url: string): void {
    const origin = this.#originOf(url)
    const count = this.#counts.get(origin)
    if (count !== undefined || this.#counts.size < mostCounted) this.#counts.set(origin, (count ?? 0) + 1)
  }

  top(): ImportReport['origins'] {
    return [...this.#counts]
      .map(([origin, count]) => ({ origin, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, mostOrigins)
  }

  #originOf(url: string): string {
    const known = this.#origins.get(url)
    if (known !== undefined) return known
    if (this.#origins.size >= mostCounted) this.#origins.clear()
    const origin = originOf(url)
    this.#origins.set(url, origin)
    return origin
  }
}

/** `http://localhost:3000`; of a unix socket its path. */
export function originOf(url: string): string {
  if (url.startsWith('unix:'))
    return url.slice(0, url.lastIndexOf(':') > 4 ? url.lastIndexOf(':') : undefined)
  return URL.canParse(url) ? new URL(url).origin : url
}
