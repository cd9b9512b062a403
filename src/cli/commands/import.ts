/** `import`: deliveries from a file, after a look at it where one is asked for. */
import { Command, InvalidArgumentError, Option } from 'commander'
import type { CommandInput } from '../../shared/commands.ts'
import type { Job } from '../../shared/job.ts'
import { type ConflictChoice, conflictChoices, type ImportReport } from '../../shared/queue-file.ts'
import { endpointNamed } from '../endpoint-names.ts'
import { exitCodes } from '../exit-codes.ts'
import { importText } from '../import-text.ts'
import { createProgressBar } from '../progress-bar.ts'
import { type Queue, withQueue } from '../queue.ts'
import { type Asking, runToEnd } from '../run-job.ts'
import type { OpenSession, Session } from '../session.ts'
import { fileToRead } from '../transfer-files.ts'
import { examples } from './examples.ts'
import { hintSentOn } from './give.ts'

type Origins = NonNullable<CommandInput<'queue.import'>['origins']>

interface ImportOptions {
  dryRun?: boolean
  to?: string
  endpoint?: string
  map?: Origins
  held?: boolean
  send?: boolean
  onConflict?: ConflictChoice
  newIds?: boolean
  onBadLine?: 'skip' | 'stop'
  keepWhenStopped?: boolean
  bucket?: string
}

/** As many as a report names. */
const mostOrigins = 50

const explained = `

What it is, is seen by what is in it: lines of JSON or a list, zstd of either, a bbolt database of the Go package, a HAR file, cURL
commands, a Postman collection. What still waits in it is held, so that you decide: \`release --state held\` sends it. It ends with
exit code 1 when it stopped before the end of the file; nothing of it stays then unless --keep-when-stopped was said.`

export function importCommand(open: OpenSession): Command {
  return new Command('import')
    .description('read deliveries from a file of this or another program')
    .argument('<file>', 'where from; - is standard input')
    .option('--dry-run', 'read all of it and say what would become of it; change nothing')
    .addOption(new Option('--to <url>', 'all of them to this URL').conflicts('endpoint'))
    .option('--endpoint <name>', 'all of them to a saved endpoint, by name or id')
    .option('--map <origin=url>', 'those to an origin to this URL; may be given again', oneMapping)
    .option('--held', 'hold what still waits; so it is without --send')
    .addOption(new Option('--send', 'let what still waits go on as the file says').conflicts('held'))
    .addOption(
      new Option('--on-conflict <choice>', 'what becomes of an id that is here already').choices(
        conflictChoices,
      ),
    )
    .option('--new-ids', 'give all of them new ids')
    .addOption(
      new Option('--on-bad-line <choice>', 'what becomes of what cannot be read').choices(['skip', 'stop']),
    )
    .option('--keep-when-stopped', 'keep what was imported when it ends before the end of the file')
    .option('--bucket <name>', 'of a bbolt database with several')
    .addHelpText(
      'after',
      examples(
        'import queue.jsonl.zst --dry-run',
        'import queue.jsonl --map https://shop.example=http://localhost:3000/hooks --send',
        'import old.db --bucket webhook_events --endpoint shop',
        'import calls.har --to http://localhost:3000/hooks --new-ids',
        'import - --on-bad-line stop --keep-when-stopped < queue.jsonl',
      ) + explained,
    )
    .action((file: string, options: ImportOptions) => importFrom(file, options, open()))
}

async function importFrom(typed: string, options: ImportOptions, session: Session): Promise<void> {
  const file = await fileToRead(typed, session.dataDir)
  try {
    await withQueue(session, { dispatching: false }, async (queue) => {
      const asking = { queue, session }
      const request = await requestOf(file.path, options, queue)
      const job = await runToEnd(queue.ask('queue.import', request), asking, createProgressBar())
      const report = await queue.ask('import.report', { jobId: job.id })
      give({ report: { ...report, file: file.name }, job, options }, asking)
    })
  } finally {
    await file.remove()
  }
}

async function requestOf(
  file: string,
  options: ImportOptions,
  queue: Queue,
): Promise<CommandInput<'queue.import'>> {
  const { dryRun, to, endpoint, map, send, onConflict, newIds, onBadLine, keepWhenStopped, bucket } = options
  return {
    file,
    dryRun,
    to,
    endpointId: endpoint === undefined ? undefined : (await endpointNamed(endpoint, queue)).id,
    origins: map,
    waiting: send ? 'send' : 'held',
    onConflict,
    ids: newIds ? 'new' : 'keep',
    onBadLine,
    whenStopped: keepWhenStopped ? 'keep' : 'undo',
    bucket,
  }
}

interface Imported {
  report: ImportReport
  job: Job
  options: ImportOptions
}

function give({ report, job, options }: Imported, { queue, session }: Asking): void {
  const { output } = session
  const shown = {
    report,
    state: job.state,
    knownGetNewIds: options.onConflict === 'new-id',
    instead: insteadOf(options),
  }
  output.give(report, () => importText(shown, output.paint))
  if (job.state === 'failed') {
    process.exitCode = exitCodes.error
    output.fail({ code: 'job_failed', message: job.message ?? 'The import failed.', details: {} })
  }
  if (options.bucket !== undefined && report.bucket === null)
    output.hint('This is no bbolt database: --bucket makes no difference.')
  if (job.state === 'done' && report.bad > 0 && report.taken === 0) process.exitCode = exitCodes.error
  for (const { origin } of unusedOf(options, report)) output.hint(`Nothing in it goes to ${origin}.`)
  if (report.dryRun || report.undone) return
  const { held = 0, queued = 0, retrying = 0, scheduled = 0 } = report.states
  if (held > 0)
    output.hint('What is held is seen with `list --state held`, and sent with `release --state held`.')
  if (queue.engine && queued + retrying + scheduled > 0) hintSentOn(session)
}

/** Mapped, and not in the file: a slip of the pen, where all of the file's origins are known. */
function unusedOf({ map = [] }: ImportOptions, { origins }: ImportReport): Origins {
  if (origins.length >= mostOrigins) return []
  return map.filter(({ origin }) => !origins.some((one) => one.origin === origin))
}

function insteadOf({ to, endpoint, map = [] }: ImportOptions): string | null {
  if (to !== undefined) return to
  if (endpoint !== undefined) return `the endpoint ${endpoint}`
  return map.length === 0 ? null : map.map((one) => `${one.origin} → ${one.to}`).join(', ')
}

/** One `https://shop.example=http://localhost:3000/hooks` more. */
export function oneMapping(text: string, before: Origins = []): Origins {
  const [, origin, to] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? []
  if (origin !== undefined && to !== undefined) return [...before, { origin, to }]
  throw new InvalidArgumentError('It is written https://shop.example=http://localhost:3000/hooks.')
}
