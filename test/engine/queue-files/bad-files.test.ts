/** Files that are not what they should be: each is told with a code and a sentence, and nothing of it stays. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { compress } from '@mongodb-js/zstd'
import { describe, expect, it } from 'vitest'
import { imported, pausedEngine, writtenFile } from '../../support/queue-files/engines.ts'
import { tempDir } from '../../support/temp-dir.ts'

const good = (id: string): string =>
  `{"category":"c","event_id":"${id}","data":{"n":1},"url":"http://127.0.0.1:1/a","created_at":"2026-01-02T03:04:05Z"}`

async function checked(content: string | Buffer) {
  const engine = await pausedEngine()
  const { job, report } = await imported(engine, { file: writtenFile(content), dryRun: true })
  expect((await engine.run('stats.get', {})).counts.held, 'a dry run changes nothing').toBe(0)
  return { job, report }
}

describe('a bad line is told with its number and reason, and the others are taken', () => {
  const cases: [string, string, RegExp][] = [
    ['no JSON', 'no', /not valid JSON/],
    ['no object', '[1]', /no object/],
    ['a cut line', good('x').slice(0, -10), /not valid JSON/],
    ['no category', '{"data":1,"url":"http://a/"}', /no category/],
    ['no url', '{"data":1,"category":"c"}', /no url/],
    ['no data', '{"category":"c","url":"http://a/"}', /no data/],
    ['an unfit url', good('x').replace('http:', 'ftp:'), /not supported/],
    ['an absurd date', good('x').replace('2026-', '99999-'), /no time between/],
    [
      'a wait that is none',
      good('x').replace('}', ',"retry_schedule":["soon"]}').replace('"n":1,', '"n":1'),
      /JSON|duration|wait/,
    ],
    ['a count below zero', `${good('x').slice(0, -1)},"retry_count":-1}`, /retry_count/],
    ['a header with a line feed', `${good('x').slice(0, -1)},"headers":{"A":"b\\nc"}}`, /[Hh]eader/],
    ['a dispatcher that is none', `${good('x').slice(0, -1)},"dispatcher":{"id":1}}`, /dispatcher/],
  ]
  it.each(cases)('%s', async (_name, line, reason) => {
    const { report } = await checked(`${good('1')}\n${line}\n${good('2')}\n`)
    expect(report).toMatchObject({ found: 2, taken: 2, bad: 1 })
    expect(report.problems).toMatchObject([{ line: 2, place: 'line' }])
    expect(report.problems[0]?.message).toMatch(reason)
  })
})

it('bytes that are no UTF-8 are bad in their line only', async () => {
  const { report } = await checked(
    Buffer.concat([Buffer.from(`${good('1')}\n`), Buffer.from([0x7b, 0xff, 0x7d, 0x0a])]),
  )
  expect(report.problems).toMatchObject([{ line: 2, code: 'encoding_invalid' }])
})

it('a byte order mark, CRLF, empty lines and no line end are no harm', async () => {
  const { report } = await checked(`\ufeff${good('1')}\r\n\r\n\n${good('2')}`)
  expect(report).toMatchObject({ format: 'jsonl', found: 2, bad: 0 })
})

it('of ids that stand there twice the second is known', async () => {
  const { report } = await checked(`${good('1')}\n${good('1')}\n`)
  expect(report).toMatchObject({ found: 2, taken: 1, known: 1 })
})

it('a JSON list is taken element by element', async () => {
  const { report } = await checked(`\n[ ${good('1')} ,\n${good('2')}, {"category":"]"} ]\n`)
  expect(report).toMatchObject({ format: 'json', found: 2, bad: 1 })
  expect(report.problems).toMatchObject([{ line: 3, place: 'entry' }])
})

describe('a file that is not whole fails, and leaves nothing behind', () => {
  const lines = `${Array.from({ length: 2_000 }, (_, index) => good(String(index))).join('\n')}\n`
  it.each([
    [
      'a list without its end',
      Buffer.from(`[${good('1')},${good('2')}`),
      'The list breaks off in its entry 2',
    ],
    ['a list with something behind it', Buffer.from(`[${good('1')}] more`), 'comes after the end'],
  ])('%s', async (_name, content, sentence) => {
    const engine = await pausedEngine()
    const { job, report } = await imported(engine, { file: writtenFile(content) })
    expect(job).toMatchObject({ state: 'failed' })
    expect(job.message).toContain(sentence)
    expect(report.undone || report.made === null).toBe(true)
    expect((await engine.run('stats.get', {})).counts.held).toBe(0)
  })

  it('half of a zstd file', async () => {
    const frame = await compress(Buffer.from(lines))
    const engine = await pausedEngine()
    const half = frame.subarray(0, frame.length / 2)
    const refusal = await engine.refused('queue.import', { file: writtenFile(half) })
    expect(refusal).toMatchObject({ code: 'file_truncated' })
    const { job } = await imported(engine, { file: writtenFile(Buffer.concat([frame, half])) })
    expect(job.message).toContain('The zstd data breaks off')
    expect((await engine.run('stats.get', {})).counts.held).toBe(0)
  })

  it('kept where that was chosen', async () => {
    const engine = await pausedEngine()
    const { job, report } = await imported(engine, {
      file: writtenFile(`[${lines.trimEnd().split('\n').join(',')}`),
      whenStopped: 'keep',
    })
    expect(job.state).toBe('failed')
    expect(report.undone).toBe(false)
    expect((await engine.run('stats.get', {})).counts.held).toBe(report.taken)
    expect(report.taken).toBeGreaterThan(1_000)
  })
})

describe('refused before anything is read', () => {
  it.each([
    ['UTF-16', Buffer.from('\ufeff[]', 'utf16le'), 'UTF-16'],
    ['what gzip has packed', gzipSync('{}'), 'gunzip'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'This is no queue file'],
  ])('%s', async (_name, content, sentence) => {
    const engine = await pausedEngine()
    const { code, message } = await engine.refused('queue.import', { file: writtenFile(content) })
    expect(code).toBe('file_invalid')
    expect(message).toContain(sentence)
  })

  it('a file that is not there, and a folder', async () => {
    const engine = await pausedEngine()
    const folder = tempDir()
    mkdirSync(join(folder, 'inner'))
    for (const file of [join(folder, 'none'), join(folder, 'inner')]) {
      expect(await engine.refused('queue.import', { file })).toMatchObject({ code: 'file_unreadable' })
    }
  })

  it('a zstd frame that asks for gigabytes', async () => {
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (31 - 10) << 3, 0x01, 0x00, 0x00])
    const engine = await pausedEngine()
    const refusal = await engine.refused('queue.import', { file: writtenFile(frame) })
    expect(refusal).toMatchObject({ code: 'file_hostile' })
  })
})

it('a file that grows while it is read fails', async () => {
  const engine = await pausedEngine()
  const file = writtenFile(`${Array.from({ length: 5_000 }, (_, index) => good(String(index))).join('\n')}\n`)
  const { id } = await engine.run('queue.import', { file })
  appendFileSync(file, `${good('more')}\n`)
  const job = await engine.run('job.wait', { id })
  expect(job).toMatchObject({ state: 'failed' })
  expect(job.message).toContain('was changed while it was read')
  expect((await engine.run('stats.get', {})).counts.held).toBe(0)
})

it('an import can stop at the first bad line', async () => {
  const engine = await pausedEngine()
  const { job } = await imported(engine, { file: writtenFile(`${good('1')}\nno\n`), onBadLine: 'stop' })
  expect(job).toMatchObject({ state: 'failed' })
  expect(job.message).toMatch(/^line 2: It is not valid JSON/)
  expect((await engine.run('stats.get', {})).counts.held).toBe(0)
})

it('an export never looks whole before it is, and replaces nothing unasked', async () => {
  const engine = await pausedEngine()
  await engine.send({ url: 'http://127.0.0.1:1/a' })
  const file = join(tempDir(), 'there.jsonl')
  writeFileSync(file, 'before')
  expect(await engine.refused('queue.export', { file })).toMatchObject({ code: 'file_exists' })
  const nowhere = join(tempDir(), 'none', 'q.jsonl')
  expect(await engine.refused('queue.export', { file: nowhere })).toMatchObject({ code: 'file_unwritable' })
})
