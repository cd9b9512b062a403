/**
 * Follows a job of the engine to its end, with a line that says how far it is. Ctrl C stops the job, not the command: what
 * it has done stays done, and is said.
 */
import type { Job } from '../shared/job.ts'
import { Refusal } from '../shared/result.ts'
import { exitCodes } from './exit-codes.ts'
import { howFar } from './job-text.ts'
import type { Queue } from './queue.ts'
import type { Session } from './session.ts'
import { exitCodeOf } from './signals.ts'

export interface Asking {
  queue: Queue
  session: Session
}

/** How far a job is, for a person who watches. */
export type JobLine = (job: Job) => string

/** How often a person sees how far it is. */
const progressMs = 200

/** A job that runs, or one that is being asked for: a Ctrl C in between stops it as well. */
export type Starting = Job | Promise<Job>

/** As `runToEnd`, for what should not fail: refuses with `job_failed`. */
export async function runJob(starting: Starting, asking: Asking, line: JobLine = plainLine): Promise<Job> {
  return unlessFailed(await runToEnd(starting, asking, line))
}

/** As it ended. The exit code is that of the signal where one stopped it, and 1 where somebody else did. */
export async function runToEnd(starting: Starting, { queue, session }: Asking, line: JobLine): Promise<Job> {
  let asked: NodeJS.Signals | null = null
  const stop = async (): Promise<void> => {
    const { id } = await starting
    await queue.ask('job.stop', { id })
  }
  const stopListening = queue.onEndAsked((signal) => {
    asked = signal
    stop().catch(ignore)
  })
  try {
    const job = await watch(await starting, { queue, session }, line)
    if (job.state === 'stopped') process.exitCode = asked ? exitCodeOf(asked) : exitCodes.error
    return job
  } finally {
    stopListening()
  }
}

/** As it ended; Ctrl C ends the command, and the job goes on with the application. Refuses with `job_failed`. */
export async function follow(started: Job, asking: Asking): Promise<Job> {
  return unlessFailed(await watch(started, asking, plainLine))
}

async function watch(started: Job, { queue, session }: Asking, line: JobLine): Promise<Job> {
  const { output } = session
  let job = started
  try {
    do {
      output.progress(line(job))
      job = await queue.ask('job.wait', { id: job.id, timeoutMs: progressMs })
    } while (job.state === 'running')
  } finally {
    output.progress(null)
  }
  // Stopped, it may be in its last step still.
  return queue.ask('job.wait', { id: job.id })
}

const plainLine: JobLine = (job) => `${job.kind}: ${howFar(job)}`

function unlessFailed(job: Job): Job {
  if (job.state !== 'failed') return job
  throw new Refusal(
    'job_failed',
    `It went no further than ${howFar(job)}: ${job.message?.replace(/\.$/, '')}.`,
    { job },
  )
}

/** What it has not done, it says itself. */
const ignore = (): void => {}
