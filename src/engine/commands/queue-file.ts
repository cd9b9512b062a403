/** Commands about queue files: out of the queue, into it, and what an import found. */
import { Refusal } from '../../shared/result.ts'
import type { Handler } from '../context.ts'
import { startExport } from './export-job.ts'
import { startImport } from './import-job.ts'

export const exportQueue: Handler<'queue.export'> = startExport

export const importQueue: Handler<'queue.import'> = startImport

export const readImportReport: Handler<'import.report'> = ({ jobId }, { jobs }) => {
  const report = jobs.reportOf(jobId)
  if (!report) throw new Refusal('job_unknown', `There is no import ${jobId} any more.`, { field: 'jobId' })
  return report
}
