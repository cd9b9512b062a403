/**
 * How far the reading or writing of a file is, on one line: a bar, percent, deliveries a second and the time that is left.
 * By the bytes of a file where they are known, since nobody has counted its deliveries before.
 */
import type { Job, JobKind } from '../shared/job.ts'
import type { JobLine } from './run-job.ts'
import { numberText } from './texts.ts'

const cells = 20
/** Before that nothing sensible can be said of the speed. */
const leastMs = 500

const words: Partial<Record<JobKind, string>> = {
  export: 'Exporting',
  import: 'Importing',
  'import.check': 'Reading',
}

/** Counts from now on. `now` in milliseconds. */
export function createProgressBar(now: () => number = () => performance.now()): JobLine {
  const startedAt = now()
  return (job) => {
    const share = shareOf(job)
    const full = Math.floor(share * cells)
    const bar = '█'.repeat(full) + '░'.repeat(cells - full)
    const count = numberText(job.done) + (job.bytes ? '' : ` of ${numberText(job.total)}`)
    const parts = [words[job.kind] ?? job.kind, bar, `${Math.floor(share * 100)} %`, count]
    const elapsedMs = now() - startedAt
    if (elapsedMs >= leastMs && share > 0) {
      parts.push(`${numberText(Math.round(job.done / (elapsedMs / 1_000)))}/s`)
      parts.push(`${timeText((elapsedMs * (1 - share)) / share)} left`)
    }
    return parts.join('  ')
  }
}

/** From 0 to 1. */
function shareOf({ done, total, bytes }: Job): number {
  const [part, whole] = bytes ? [bytes.done, bytes.total] : [done, total]
  return whole === 0 ? 0 : Math.min(1, part / whole)
}

/** `12 s`, `3 min 5 s`, `2 h 10 min`. */
function timeText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
}
