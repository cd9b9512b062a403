/**
 * Exports: deliveries go to a file in steps, with as much in memory as one step reads. Each step reads in the queue's loop;
 * between two steps the text is written, and the file gets its name after the last one.
 */
import type { Job } from '../../shared/job.ts'
import type { ExportRequest } from '../../shared/queue-file.ts'
import { userAgentOf } from '../../shared/request.ts'
import { compressZstd } from '../compress.ts'
import type { EngineContext } from '../context.ts'
import { createPartFile } from '../queue-files/part-file.ts'
import { withoutSecrets } from '../queue-files/redact.ts'
import { formats } from '../queue-files/writers.ts'
import { type FilterWalk, walkFilter, walkSeqs } from './selection.ts'

/** 10 us each without attempts: the loop is held up for about 5 ms. */
const rowsAtOnce = 500
const bytesAtOnce = 4 * 1024 * 1024

/** Refuses as `createPartFile` does, before there is a job. */
export async function startExport(request: ExportRequest, context: EngineContext): Promise<Job> {
  const walk = await walkOf(request, context)
  const { writer: createWriter, isCompressed } = formats[request.format]
  const { version } = context
  const writer = createWriter({ version, userAgent: userAgentOf(context.settings(), version) })
  const part = await createPartFile(request.file, request.overwrite)
  const rows = rowsOf(walk, context)
  const read = { mostBytes: bytesAtOnce, withAttempts: request.withAttempts || writer.needsAttempts }
  let text = writer.begin
  let index = 0
  let phase: 'reading' | 'ending' | 'ended' = 'reading'

  return context.jobs.start({
    kind: 'export',
    total: walk.total,
    isReading: true,
    async prepare() {
      if (text !== '') await part.write(await encoded(text, isCompressed))
      text = ''
      if (phase !== 'ending') return
      await part.finish()
      phase = 'ended'
    },
    step() {
      if (phase === 'ended') return { done: 0, refused: 0, finished: true }
      const { deliveries, gone, isEnd } = rows(read)
      const entries: string[] = []
      for (const delivery of deliveries) {
        const shown = request.withSecrets ? delivery : withoutSecrets(delivery)
        entries.push(writer.entry(shown, index))
        index += 1
      }
      text = entries.join('') + (isEnd ? writer.end : '')
      if (isEnd) phase = 'ending'
      return { done: deliveries.length + gone, refused: gone, finished: false }
    },
    ended: () => part.discard(),
  })
}

/** Frames one after the other are a zstd file; each is read without the others. */
async function encoded(text: string, isCompressed: boolean): Promise<Buffer> {
  const bytes = Buffer.from(text)
  return isCompressed ? compressZstd(bytes) : bytes
}

type ReadRows = (choice: { mostBytes: number; withAttempts: boolean }) => {
  deliveries: ReturnType<EngineContext['store']['exports']['read']>
  /** Of those that were counted, how many are no more, or are no longer found. */
  gone: number
  isEnd: boolean
}

/** What a bound in bytes left over is read the next time. */
function rowsOf(walk: FilterWalk, { store }: EngineContext): ReadRows {
  let waiting: number[] = []
  let isLast = false
  return (choice) => {
    if (waiting.length === 0) {
      waiting = walk.next(rowsAtOnce)
      isLast = waiting.length < rowsAtOnce
    }
    const found = walk.still(waiting)
    const deliveries = store.exports.read(
      waiting.filter((seq) => found.has(seq)),
      choice,
    )
    const lastSeq = deliveries.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER
    const done = waiting.filter((seq) => seq <= lastSeq)
    // With nothing read the rest of them is gone; else what comes after the last one waits.
    waiting = waiting.slice(done.length)
    return { deliveries, gone: done.length - deliveries.length, isEnd: isLast && waiting.length === 0 }
  }
}

async function walkOf({ ids, filter }: ExportRequest, context: EngineContext): Promise<FilterWalk> {
  if (!ids) return walkFilter(filter ?? {}, context)
  const seqs = [...new Set(ids)].flatMap((id) => context.store.deliveries.head(id)?.seq ?? [])
  seqs.sort((a, b) => a - b)
  return walkSeqs(seqs)
}
