/** Instants are milliseconds of UTC everywhere: what is planned, sent and shown does not depend on where the machine stands. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import type { ZoneWork } from '../support/zone-child.ts'

const support = join(import.meta.dirname, '../support')
const hour = 3_600_000
/** Over this hour clocks go forward in St. John's, and over `backwards` back; Kathmandu is 5 h 45 min ahead and has no such hours. */
const forwards = Date.UTC(2026, 2, 8, 3)
const backwards = Date.UTC(2026, 10, 1, 2)

interface Told {
  category: string
  state: string
  sent: [number: number, afterMs: number, outcome: string, askedMs: number | null][]
}

async function live({ start, zones }: Pick<ZoneWork, 'start' | 'zones'>): Promise<Told[]> {
  const soon = new Date(start + 3 * hour).toUTCString().split(' ')
  // As asctime writes it, which names no zone and means GMT.
  const asked = `${soon[0]?.slice(0, 3)} ${soon[2]} ${String(Number(soon[1])).padStart(2)} ${soon[4]} ${soon[3]}`
  const receiver = await startReceiver({ answers: [200] })
  const failing = await startReceiver({ answers: [{ status: 503, headers: { 'retry-after': asked } }] })
  const work: ZoneWork = { dataDir: tempDir(), url: receiver.url, failingUrl: failing.url, start, zones }
  const [hooks, file] = ['run-sources.ts', 'zone-child.ts'].map((name) => join(support, name))
  const child = spawn(process.execPath, ['--import', hooks ?? '', file ?? '', JSON.stringify(work)], {
    env: { ...process.env, TZ: zones[0] },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')])
  return JSON.parse(output) as Told[]
}

it.each([
  ['forwards', forwards],
  ['back', backwards],
])('a day over the night in which clocks go %s is the same in every zone', async (_way, start) => {
  const [utc = [], ...others] = await Promise.all(
    [
      ['UTC'],
      ['Asia/Kathmandu'],
      ['America/St_Johns'],
      ['America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'],
    ].map((zones) => live({ start, zones })),
  )
  for (const other of others) expect(other).toEqual(utc)
  const sentOf = (category: string) => utc.find((one) => one.category === category)?.sent
  for (let count = 1; count <= 12; count += 1) {
    expect(sentOf(`at-${count}`)).toEqual([[1, (count * hour) / 2, 'delivered', null]])
  }
  expect(sentOf('fails')).toEqual([
    [1, 0, 'failed', null],
    [2, 24 * hour, 'failed', null],
  ])
  expect(sentOf('asks')).toEqual([
    [1, 0, 'failed', 3 * hour],
    [2, 3 * hour, 'failed', null],
  ])
})
