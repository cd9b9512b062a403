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

/** How often a person sees how far it is. */
const progressMs = 200

/**
 * As it ended. The exit code is that of the signal where one stopped it, and 1 where somebody else did. Refuses with
 * `job_failed`.
 */
export async function runJob(started: Job, { queue, session }: Asking): Promise<Job> {
  let asked: NodeJS.Signals | null = null
  const stopListening = queue.onEndAsked((signal) => {
    asked = signal
    queue.ask('job.stop', { id: started.id }).catch(ignore)
  })
  try {
    const job = await follow(started, { queue, session })
    if (job.state === 'stopped') process.exitCode = asked ? exitCodeOf(asked) : exitCodes.error
    return job
  } finally {
    stopListening()
  }
}

/** As it ended; Ctrl C ends the command, and the job goes on with the application. Refuses with `job_failed`. */
export async function follow(started: Job, { queue, session }: Asking): Promise<Job> {
  const { output } = session
  let job = started
  try {
    do {
      output.progress(`${job.kind}: ${howFar(job)}`)
      job = await queue.ask('job.wait', { id: job.id, timeoutMs: progressMs })
    } while (job.state === 'running')
  } finally {
    output.progress(null)
  }
  // Stopped, it may be in its last step still.
  job = await queue.ask('job.wait', { id: job.id })
  if (job.state !== 'failed') return job
  throw new Refusal('job_failed', `It went no further than ${howFar(job)}: ${job.message}.`, { job })
}

/** What it has not done, it says itself. */
const ignore = (): void => {}
