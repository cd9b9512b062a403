/** A database with bytes gone bad: the engine starts, answers every command, and brings back what can be read. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inspectDatabase } from '../../../src/engine/store/inspect.ts'
import { databaseName } from '../../../src/engine/store/store.ts'
import { damagedCopy, damages } from '../../support/damage.ts'
import { openTestEngine, startTestEngine, type TestEngine } from '../../support/engine.ts'
import { startReceiver } from '../../support/receiver.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { expectWhole } from '../../support/whole.ts'

const count = 300
const seeds = Array.from({ length: 16 }, (_, index) => index + 1)

interface Sound {
  bytes: Buffer
  /** By the id of the delivery. */
  payloads: Map<string, string>
}

/** A file of some hundred pages, with deliveries that were delivered, have failed, wait for a retry or for their time. */
async function soundQueue(): Promise<Sound> {
  const payloads = new Map<string, string>()
  const answers = Array.from({ length: count }, (_, number) => (number % 3 === 0 ? 500 : 200))
  const receiver = await startReceiver({ answers })
  const engine = startTestEngine()
  const endpointId = await engine.endpoint(receiver.url, { retrySchedule: ['1h'] })
  for (let number = 0; number < count; number += 1) {
    const data = JSON.stringify({ number, filler: 'x'.repeat(number % 7 === 0 ? 9_000 : 200) })
    const later = number % 4 === 0 ? { sendAt: engine.clock.now() + 3_600_000 } : {}
    const [id = ''] = await engine.send({
      endpointIds: [endpointId],
      category: `c${number % 9}`,
      data,
      ...later,
    })
    payloads.set(id, data)
  }
  await engine.until(async () => (await engine.counts()).queued + (await engine.counts()).sending === 0)
  await engine.run('queue.pause', {})
  await engine.stop()
  return { bytes: readFileSync(join(engine.dataDir, databaseName)), payloads }
}

/** Every row that is listed, asked for in every way: answered or refused in words, and never a defect. */
async function lookAtEverything(engine: TestEngine): Promise<void> {
  const list = await engine.invoke('delivery.list', { limit: 500 })
  const rows = list.ok ? (list.value as { rows: { id: string }[] }).rows : []
  const asked = rows.flatMap(({ id }) =>
    ['delivery.show', 'delivery.body'].map((name) => engine.invoke(name, { id })),
  )
  const others = ['snapshot.get', 'stats.get', 'endpoint.list', 'log.read'].map((name) =>
    engine.invoke(name, {}),
  )
  for (const answer of [list, ...(await Promise.all([...asked, ...others]))]) {
    if (!answer.ok)
      expect(['storage_failed', 'delivery_unknown'], answer.error.message).toContain(answer.error.code)
  }
}

/** What is back, by id; null when nothing was set aside. */
async function salvaged(engine: TestEngine): Promise<Map<string, string> | null> {
  const { recovery } = await engine.run('snapshot.get', {})
  if (!recovery) return null
  const answer = await engine.invoke('recovery.salvage', {})
  if (!answer.ok) {
    expect(answer.error.code, answer.error.message).toBe('recovery_unreadable')
    return new Map()
  }
  const { state } = await engine.jobEnds((answer.value as { id: string }).id)
  expect(state).toBe('done')
  const back = new Map<string, string>()
  const { rows } = await engine.run('delivery.list', { limit: 500 })
  for (const { id } of rows) back.set(id, (await engine.run('delivery.body', { id })).data)
  // Where nothing is back a person is still told where the file is.
  if (rows.length > 0) expect((await engine.run('snapshot.get', {})).recovery).toBeNull()
  return back
}

/**
 * Of what was in the files that were set aside, how much is back; found by trying, and far from chance. Where pages are
 * gone it falls with every table that the schema gains: one page of the list of tables takes everything with it.
 */
const expectedShare: Readonly<Record<string, number>> = {
  'some bytes flipped': 0.5,
  'a page of zeros': 0.95,
  'a page of noise': 0.95,
  'a tenth of the pages gone': 0.25,
  'cut off': 0.3,
}

it.each(Object.keys(damages))('%s', { timeout: 60_000 }, async (kind) => {
  const { bytes, payloads } = await soundQueue()
  const found = { setAside: 0, whole: 0, changed: 0 }
  for (const seed of seeds) {
    const dataDir = tempDir()
    writeFileSync(join(dataDir, databaseName), damagedCopy(bytes, kind, seed))
    const engine = await openTestEngine({ dataDir, mayBeWrong: true })
    const back = await salvaged(engine)
    await lookAtEverything(engine)
    await engine.stop()
    if (!back) continue
    expectWhole(dataDir)
    // What came back is no damage to the next start.
    expect(() => inspectDatabase(join(dataDir, databaseName))).not.toThrow()
    found.setAside += 1
    for (const [id, data] of back) {
      if (payloads.get(id) === data) found.whole += 1
      else found.changed += 1
    }
  }
  expect(found.setAside).toBeGreaterThan(0)
  expect(found.whole / (found.setAside * count)).toBeGreaterThan(expectedShare[kind] ?? 1)
  // What has no checksum cannot tell a letter from another.
  expect(found.changed / (found.setAside * count)).toBeLessThan(0.15)
})

it('templates and the draft are back, beside those of the same name', async () => {
  const first = startTestEngine()
  const draft = { fields: '{"a":1}', data: '{ "n": 9007199254740993 }' }
  await first.run('template.save', { name: 'Order', summary: 's', draft })
  await first.run('template.save', { name: 'Ping', draft })
  await first.run('draft.save', { draft })
  await first.run('queue.pause', {})
  await first.send({ url: 'http://127.0.0.1:1/', data: JSON.stringify('x'.repeat(20_000)) })
  await first.stop()
  const bytes = readFileSync(join(first.dataDir, databaseName))
  const page = pageWith(bytes, 'x'.repeat(4_000))
  bytes.fill(0, page, page + 4_096)
  const dataDir = tempDir()
  writeFileSync(join(dataDir, databaseName), bytes)
  const engine = await openTestEngine({ dataDir, mayBeWrong: true })
  const { id } = await engine.run('template.save', { name: 'Ping', draft: { fields: '{}', data: '1' } })
  expect(await salvaged(engine)).not.toBeNull()
  const { templates } = await engine.run('template.list', {})
  expect(templates.map(({ name }) => name)).toEqual(['Order', 'Ping'])
  expect(templates[1]?.id).toBe(id)
  expect((await engine.run('template.show', { id: templates[0]?.id ?? '' })).draft).toEqual(draft)
  expect(await engine.run('draft.get', {})).toEqual({ draft })
})

it('what was paused is paused again, unless it was sent to since', async () => {
  const [gone, mended] = [
    await startReceiver({ answers: [410] }),
    await startReceiver({ answers: [410, 200] }),
  ]
  const before = startTestEngine()
  for (const { url } of [gone, mended]) {
    await before.send({ url, category: 'c', data: JSON.stringify('x'.repeat(20_000)), compression: 'off' })
  }
  await before.until(async () => (await before.counts()).failed === 2)
  await before.run('queue.pause', {})
  await before.stop()
  const bytes = readFileSync(join(before.dataDir, databaseName))
  // A page that holds nothing but payload.
  const page = pageWith(bytes, 'x'.repeat(4_000))
  bytes.fill(0, page, page + 4_096)

  const dataDir = tempDir()
  writeFileSync(join(dataDir, databaseName), bytes)
  const engine = await openTestEngine({ dataDir, mayBeWrong: true })
  const [sent = ''] = await engine.send({ url: mended.url, category: 'c', data: '1' })
  await engine.run('delivery.wait', { ids: [sent] })
  expect(await salvaged(engine)).not.toBeNull()
  const { endpoints } = await engine.run('endpoint.list', {})
  const pausedBy = Object.fromEntries(endpoints.map(({ url, paused }) => [url, paused]))
  expect(pausedBy).toEqual({ [gone.url]: 'gone', [mended.url]: null })
  expect((await engine.run('snapshot.get', {})).queue.paused).toBe(true)
})

function pageWith(bytes: Buffer, text: string): number {
  for (let at = 0; at < bytes.length; at += 4_096)
    if (bytes.subarray(at, at + 4_096).includes(text)) return at
  throw new Error('no page has it')
}
