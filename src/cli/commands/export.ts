/** `export`: deliveries to a file, or to standard output; all of them, or what a filter finds. */
import { stat } from 'node:fs/promises'
import { Command, Option } from 'commander'
import type { Job } from '../../shared/job.ts'
import { type ExportFormat, exportFormats, takesAttempts } from '../../shared/queue-file.ts'
import { Refusal } from '../../shared/result.ts'
import { formatOf } from '../export-format.ts'
import { addFilterOptions, filterOf, type FilterOptions } from '../filter.ts'
import { howFar, jobJson } from '../job-text.ts'
import { printableLine } from '../printable.ts'
import { createProgressBar } from '../progress-bar.ts'
import { withQueue } from '../queue.ts'
import { type Asking, runJob, type Starting } from '../run-job.ts'
import type { OpenSession, Session } from '../session.ts'
import { deliveriesText, sizeText } from '../texts.ts'
import { fileToWrite, giveFile, pipeName, type TransferFile } from '../transfer-files.ts'
import { examples } from './examples.ts'

interface ExportOptions extends FilterOptions {
  format?: ExportFormat
  withAttempts?: boolean
  withSecrets?: boolean
  overwrite?: boolean
}

const explained = `

The ending of the file says the format: .jsonl and .jsonl.zst can be imported again, .har, .sh (cURL) and .csv are for other
programs. Without --with-secrets, *** stands in place of credentials in headers and of tokens in URLs. The file has its name
when it is whole, and not before.`

export function exportCommand(open: OpenSession): Command {
  return addFilterOptions(new Command('export').argument('<file>', 'where to; - is standard output'))
    .description('write deliveries to a file: all of them, or what a filter finds')
    .addOption(new Option('--format <format>', 'instead of what the ending says').choices(exportFormats))
    .option('--with-attempts', 'with what every attempt sent and got')
    .option('--with-secrets', 'with credentials, instead of ***')
    .option('--overwrite', 'replace a file that is there')
    .addHelpText(
      'after',
      examples(
        'export queue.jsonl.zst --with-attempts --with-secrets',
        'export failed.csv --state failed --since -1h --overwrite',
        'export calls.har --endpoint shop --state delivered',
        'export - --format curl --state failed | less',
      ) + explained,
    )
    .action((file: string, options: ExportOptions) => exportTo(file, options, open()))
}

async function exportTo(typed: string, options: ExportOptions, session: Session): Promise<void> {
  const { withAttempts, withSecrets, overwrite } = options
  const format = options.format ?? formatOf(typed)
  const file = fileToWrite(typed, session.dataDir)
  try {
    await withQueue(session, { dispatching: false }, async (queue) => {
      const filter = await filterOf(options, queue)
      if (withAttempts && format !== 'har' && !takesAttempts(format))
        session.output.hint(`${format} has no place for attempts: --with-attempts makes no difference.`)
      const asking = { queue, session }
      const request = { file: file.path, format, filter, withAttempts, withSecrets, overwrite }
      const starting = queue.ask('queue.export', request).catch(sayOverwrite)
      const left = overwrite ? 'A file that was there is as it was.' : 'No file was left.'
      const job = await toItsEnd(starting, { asking, left })
      if (job.state === 'stopped') return giveStopped(job, { left, session })
      if (typed !== pipeName) return giveExport(job, { file, format, session })
      if (await giveFile(file)) session.output.hint(doneText(job))
    })
  } finally {
    await file.remove()
  }
}

interface Ending {
  asking: Asking
  /** What there is of the file when it is not whole. */
  left: string
}

async function toItsEnd(starting: Starting, { asking, left }: Ending): Promise<Job> {
  try {
    return await runJob(starting, asking, createProgressBar())
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'job_failed') throw error
    throw new Refusal(error.code, `${error.message} ${left}`, error.details)
  }
}

function giveStopped(job: Job, { left, session: { output } }: { left: string; session: Session }): void {
  output.give({ file: null, ...jobJson(job) }, () => `Stopped after ${howFar(job)}. ${left}`)
}

interface Exported {
  file: TransferFile
  format: ExportFormat
  session: Session
}

async function giveExport(
  job: Job,
  { file: { path, name }, format, session: { output } }: Exported,
): Promise<void> {
  const { size } = await stat(path)
  output.give({ file: path, format, bytes: size, ...jobJson(job) }, () => {
    return `${doneText(job)} ${printableLine(name)} has ${sizeText(size)}.`
  })
}

/** What was deleted meanwhile is not in the file. */
function doneText({ done, refused }: Job): string {
  const gone = refused === 0 ? '' : ` ${deliveriesText(refused)} went meanwhile.`
  return `Exported ${deliveriesText(done - refused)}.${gone}`
}

function sayOverwrite(error: unknown): never {
  if (!(error instanceof Refusal) || error.code !== 'file_exists') throw error
  const message = error.message.replace('or have it replaced', 'or replace it with --overwrite')
  throw new Refusal(error.code, message, error.details)
}
