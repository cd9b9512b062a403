/** Commands of jobs. */
import type { Job } from '../../shared/job.ts'
import { Refusal } from '../../shared/result.ts'
import type { Handler } from '../context.ts'

export const stopJob: Handler<'job.stop'> = ({ id }, { jobs }) => jobs.stop(id) ?? refuseUnknown(id)

export const waitForJob: Handler<'job.wait'> = async ({ id, timeoutMs }, { jobs, waiters }) => {
  const now = (): { job: Job; ended: boolean } => jobs.find(id) ?? refuseUnknown(id)
  const ended = (): Job | null => {
    const { job, ended } = now()
    return ended ? job : null
  }
  try {
    return await waiters.until(ended, { timeoutMs, complaint: () => `The job ${id} goes on.` })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'timeout') return now().job
    throw error
  }
}

function refuseUnknown(id: string): never {
  throw new Refusal('job_unknown', `There is no job ${id}.`, { field: 'id' })
}
