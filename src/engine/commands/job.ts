/** Commands of jobs. */
import { Refusal } from '../../shared/result.ts'
import type { Handler } from '../context.ts'

export const stopJob: Handler<'job.stop'> = ({ id }, { jobs }) => {
  const job = jobs.stop(id)
  if (!job) throw new Refusal('job_unknown', `There is no job ${id}.`, { field: 'id' })
  return job
}
