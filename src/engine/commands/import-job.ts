/**
 * Imports: a file is read between the turns of the queue, and what was read is written in steps, each one transaction. A dry
 * run does the same and writes nothing. When it stops before its end, what it made stays or goes, as was chosen.
 */
import type { Job } from '../../shared/job.ts'
import type { ImportReport, ImportRequest } from '../../shared/queue-file.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext } from '../context.ts'
import { newReport } from '../queue-files/import-report.ts'
import type { FileItem } from '../queue-files/file-delivery.ts'
import { openSource } from '../queue-files/open-source.ts'
import type { Source } from '../queue-files/source.ts'
import { sqliteCode } from '../store/folder.ts'
import { removeDelivery } from './delivery-change.ts'
import { createImporter } from './import-delivery.ts'

/** 40 us each: the loop is held up for about 10 ms. */
const itemsAtOnce = 250
/** Deliveries with large payloads come in smaller steps. */
const bytesAtOnce = 4 * 1024 * 1024

/** Refuses as `openSource` and `createImporter` do, before there is a job. */
export async function startImport(request: ImportRequest, context: EngineContext): Promise<Job> {
  const source = await openSource(request.file, request.bucket)
  const report = newReport(request, source)
  const importer = await orClose(source, () => createImporter(request, report, context))
  const next = batchesOf(source)
  const made: Made = { spans: [], endpoints: endpointsNow(context) }
  let batch: Batch = { items: [], isEnd: false }
  /** The next batch is read while this one comes to the disk. */
  let ahead: Promise<Batch> | null = null

  return context.jobs.start({
    kind: request.dryRun ? 'import.check' : 'import',
    total: 0,
    isReading: request.dryRun,
    report,
    async prepare() {
      batch = await (ahead ?? next())
    },
    step() {
      const before = structuredClone(report)
      const taken: number[] = []
      try {
        for (const item of batch.items) {
          const seq = importer.take(item)
          if (seq !== null) taken.push(seq)
        }
      } catch (error) {
        // The step is undone as a whole; what stopped it stays told.
        Object.assign(report, before, { problems: report.problems })
        throw saidOf(error)
      }
      for (const seq of taken) remember(made, seq)
      report.made = spanOf(made)
      importer.sumUp()
      ahead = batch.isEnd ? null : next()
      // It is told when it is asked for, and nobody asks after a stop.
      ahead?.catch(() => {})
      return {
        done: batch.items.length,
        refused: batch.items.length - (report.taken - before.taken),
        finished: batch.isEnd,
        bytes: { done: source.bytesRead(), total: source.sizeBytes },
      }
    },
    async ended(state) {
      await source.close()
      if (state !== 'done' && request.whenStopped === 'undo') await undo(made, report, context)
    },
  })
}

async function orClose<T>(source: Source, work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    await source.close()
    throw error
  }
}

/** What a table refuses is the file's fault, and none of the disk's. */
function saidOf(error: unknown): unknown {
  if (!sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new Refusal('event_invalid', `The file has a delivery that a queue cannot hold: ${reason}.`)
}

interface Batch {
  items: FileItem[]
  isEnd: boolean
}

/** What was read before reading failed is given; the failure comes with the question after it. */
function batchesOf(source: Source): () => Promise<Batch> {
  const items = source.items()
  let failure: { error: unknown } | null = null
  return async () => {
    if (failure) throw failure.error
    const batch: Batch = { items: [], isEnd: false }
    let bytes = 0
    try {
      while (batch.items.length < itemsAtOnce && bytes < bytesAtOnce) {
        const { value, done } = await items.next()
        if (done) return { ...batch, isEnd: true }
        batch.items.push(value)
        bytes += 'delivery' in value ? value.delivery.data.length : 0
      }
    } catch (error) {
      failure = { error }
    }
    return batch
  }
}

/** What an import has made: runs of seqs, and the endpoints that were there before. */
interface Made {
  spans: { firstSeq: number; lastSeq: number }[]
  endpoints: ReadonlySet<string>
}

function endpointsNow({ endpoints }: EngineContext): ReadonlySet<string> {
  return new Set([...endpoints.all()].map(({ id }) => id))
}

function remember({ spans }: Made, seq: number): void {
  const last = spans.at(-1)
  if (last && last.lastSeq === seq - 1) last.lastSeq = seq
  else spans.push({ firstSeq: seq, lastSeq: seq })
}

function spanOf({ spans }: Made): ImportReport['made'] {
  const [first, last] = [spans[0], spans.at(-1)]
  return first && last ? { firstSeq: first.firstSeq, lastSeq: last.lastSeq } : null
}

/** One that is on its way already cannot be called back and stays. */
async function undo(made: Made, report: ImportReport, context: EngineContext): Promise<void> {
  const { dispatcher, store, endpoints } = context
  for (const { firstSeq, lastSeq } of made.spans) {
    for (let from = firstSeq; from <= lastSeq; from += itemsAtOnce) {
      await dispatcher.write(() => {
        for (let seq = from; seq <= Math.min(lastSeq, from + itemsAtOnce - 1); seq += 1) {
          const delivery = store.deliveries.bySeq(seq)
          if (delivery && delivery.state !== 'sending') removeDelivery(delivery, context)
        }
      })
    }
  }
  await dispatcher.write(() => {
    const added = [...endpoints.all()].filter(({ id }) => !made.endpoints.has(id))
    for (const endpoint of added) {
      if (!store.endpoints.isUsed(endpoint.seq)) endpoints.remove(endpoint.seq)
    }
  })
  report.undone = made.spans.length > 0
}
