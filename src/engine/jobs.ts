/**
 * Long work in small steps: each step is one write of the queue's loop, so sending goes on between them, a crash leaves
 * whole steps behind, and a person can stop it after any of them.
 */
import { setImmediate } from 'node:timers/promises'
import type { Job, JobKind, SeqSpan } from '../shared/job.ts'
import type { ImportReport } from '../shared/queue-file.ts'
import { Refusal } from '../shared/result.ts'
import type { Log } from './log.ts'

export interface Step {
  /** Deliveries that the step looked at. */
  done: number
  /** Of those, how many it left as they are. */
  refused: number
  /** Nothing is left to do. */
  finished: boolean
  /** Where the replays are that the job has made so far. */
  replays?: SeqSpan | null
  /** Of the file that it reads. */
  bytes?: { done: number; total: number } | null
}

export interface JobWork {
  kind: JobKind
  total: number
  /** Before each step and outside of the queue's loop: what has to be waited for. */
  prepare?(): Promise<void>
  /** Its steps change nothing: none of them waits for a turn of the loop, or for the disk. */
  isReading?: boolean
  /** Inside a transaction, unless it is reading. Keeps each step to some milliseconds. */
  step(): Step
  /** What `reportOf` answers with; the work goes on writing into it. */
  report?: ImportReport
  /** After the last step, whatever ended it; `state` says what. The job is over when it has settled. */
  ended?(state: Job['state']): void | Promise<void>
}

export interface Jobs {
  start(work: JobWork): Job
  /** Null when there is no such job. */
  stop(id: string): Job | null
  /** `ended`: no step of it is under way or follows. Null when there is no such job. */
  find(id: string): { job: Job; ended: boolean } | null
  /** Null when there is no such job, or it reports nothing. */
  reportOf(id: string): ImportReport | null
  /** Those that run and the latest that ended, newest first. */
  list(): Job[]
  /** No further step is taken; a step that is under way ends. */
  close(): void
}

/** Deliveries in one step. 3 us each: the loop is held up for about 2 ms. */
export const stepSize = 500
const mostRemembered = 20

export interface JobsOptions {
  now(): number
  newId(): string
  write<T>(work: () => T): Promise<T>
  onChange(): void
  log: Log
}

export function createJobs(options: JobsOptions): Jobs {
  let jobs: Job[] = []
  /** A stopped one is among them until the step that it was in has ended. */
  const active = new Set<string>()
  const reports = new Map<string, ImportReport>()
  let closed = false

  const change = (job: Job, changes: Partial<Job>): void => {
    Object.assign(job, changes)
    options.onChange()
  }

  const goesOn = ({ state }: Job): boolean => state === 'running' && !closed

  const take = async (work: JobWork): Promise<Step> => {
    if (!work.isReading) return options.write(() => work.step())
    // The loop has its turns between two steps.
    await setImmediate()
    return work.step()
  }

  const run = async (job: Job, work: JobWork): Promise<void> => {
    try {
      while (goesOn(job)) {
        await work.prepare?.()
        if (!goesOn(job)) break
        const { done, refused, finished, replays = null, bytes = null } = await take(work)
        const seen = { done: job.done + done, refused: job.refused + refused, replays, bytes }
        // What came after the count is acted on too; the total must not be less than that.
        change(job, { ...seen, total: finished ? seen.done : Math.max(job.total, seen.done) })
        if (finished) change(job, { state: 'done' })
      }
    } catch (error) {
      if (closed) return
      // A file that cannot be read is the person's to mend, and no defect.
      if (error instanceof Refusal) options.log({ level: 'warn', message: `${job.kind}: ${error.message}` })
      else options.log({ level: 'error', message: `The job ${job.kind} failed.`, error })
      change(job, { state: 'failed', message: error instanceof Error ? error.message : String(error) })
    } finally {
      await work.ended?.(job.state)
      active.delete(job.id)
      if (!closed) options.onChange()
    }
  }

  return {
    start(work) {
      const { kind, total } = work
      const job: Job = {
        id: options.newId(),
        kind,
        state: 'running',
        startedAt: options.now(),
        total,
        done: 0,
        refused: 0,
        replays: null,
        bytes: null,
        message: null,
      }
      const running = jobs.filter(({ state }) => state === 'running')
      const ended = jobs.filter(({ state }) => state !== 'running')
      jobs = [job, ...running, ...ended.slice(0, mostRemembered)]
      if (work.report) reports.set(job.id, work.report)
      for (const id of reports.keys()) if (!jobs.some((one) => one.id === id)) reports.delete(id)
      active.add(job.id)
      options.onChange()
      void run(job, work)
      return { ...job }
    },
    stop(id) {
      const job = jobs.find((one) => one.id === id)
      if (!job) return null
      if (job.state === 'running') change(job, { state: 'stopped' })
      return { ...job }
    },
    find(id) {
      const job = jobs.find((one) => one.id === id)
      return job ? { job: { ...job }, ended: job.state !== 'running' && !active.has(id) } : null
    },
    reportOf: (id) => structuredClone(reports.get(id) ?? null),
    list: () => jobs.map((job) => ({ ...job })),
    close() {
      closed = true
    },
  }
}
