/** Whether the Go package reads a line of a queue file: asked of Go where it is installed, else of its types written down here. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** Go's `time.Time` reads RFC 3339 with four digits for the year. */
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/)
/** Of `time.ParseDuration`. */
const duration = z.string().regex(/^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/)

/** Go's `QueuedEvent`; unknown keys are skipped by `encoding/json`. */
const queuedEvent = z.object({
  category: z.string(),
  created_at: instant,
  event_id: z.string(),
  data: z.unknown(),
  url: z.string(),
  retry_count: z.int(),
  retry_after: instant,
  max_retry_count: z.int(),
  retry_schedule: z.array(duration).nullable(),
  last_updated_at: instant,
})

const hasGo = spawnSync('go', ['version']).status === 0

/** Null where Go reads all of it as the same, else a sentence. */
export async function goComplaint(line: string): Promise<string | null> {
  const read = hasGo ? await readByGo(line) : line
  if (read instanceof Error) return read.message
  const [meant, understood] = [line, read].map((text) => queuedEvent.safeParse(JSON.parse(text)))
  if (!meant?.success) return z.prettifyError(meant?.error ?? new z.ZodError([]))
  if (!understood?.success) return 'Go printed another kind of event.'
  const [ours, its] = [comparable(meant.data), comparable(understood.data)]
  return ours === its ? null : `Go understood ${its}, which says ${ours}.`
}

/** Go writes times with as many digits as they need. `data` is left out: its numbers become floats there. */
function comparable({ data, ...event }: z.output<typeof queuedEvent>): string {
  const times = [event.created_at, event.retry_after, event.last_updated_at].map((text) => Date.parse(text))
  const { category, event_id, url, retry_count, max_retry_count, retry_schedule } = event
  const isThere = data !== undefined
  return JSON.stringify({
    category,
    event_id,
    url,
    retry_count,
    max_retry_count,
    retry_schedule,
    times,
    isThere,
  })
}

let built: Promise<string> | null = null

async function readByGo(line: string): Promise<string | Error> {
  built ??= build()
  const program = await built
  return new Promise((resolve) => {
    const child = execFile(program, { maxBuffer: 2 ** 30 }, (error, stdout, stderr) => {
      resolve(error ? new Error(stderr.trim() || error.message) : stdout)
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(line)
  })
}

/** Once for a run of tests; Go's own cache makes later runs quick. */
function build(): Promise<string> {
  const program = join(mkdtempSync(join(tmpdir(), 'webhook-dispatcher-go-')), 'read-queue')
  process.once('exit', () => rmSync(dirname(program), { recursive: true, force: true }))
  const args = ['build', '-o', program, join(import.meta.dirname, 'read-queue.go')]
  return new Promise((resolve, reject) => {
    execFile('go', args, { env: { ...process.env, GO111MODULE: 'off' } }, (error) => {
      if (error) reject(error)
      else resolve(program)
    })
  })
}
