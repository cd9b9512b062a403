/** Scripts that bash runs: what reaches curl is what would be sent, byte for byte. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCurlScript } from '../../../src/engine/queue-files/read-curl-script.ts'
import { writeCurl } from '../../../src/engine/queue-files/write-curl.ts'
import { envelope } from '../../../src/shared/envelope.ts'
import { exportedDelivery, written } from '../../support/queue-files/exported.ts'
import { deliveriesOf } from '../../support/queue-files/items.ts'
import { tempDir } from '../../support/temp-dir.ts'

interface Call {
  args: string[]
  stdin: string
}

/** A program of its own, so that the system's limit for arguments counts. */
const recorder = `#!/bin/sh
number=$(ls "$RECORDS" | wc -l)
file=$(printf '%s/%04d' "$RECORDS" "$number")
for arg in "$@"; do printf '%s\\0' "$arg"; done > "$file.args"
cat > "$file.stdin"
`

function run(script: string): Call[] {
  const dir = tempDir()
  const records = join(dir, 'records')
  mkdirSync(records)
  writeFileSync(join(dir, 'curl'), recorder)
  chmodSync(join(dir, 'curl'), 0o755)
  writeFileSync(join(dir, 'queue.sh'), script)
  const env = { PATH: `${dir}:${process.env['PATH'] ?? ''}`, RECORDS: records, LC_ALL: 'C.UTF-8' }
  execFileSync('bash', ['--norc', join(dir, 'queue.sh')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const files = readdirSync(records).toSorted((a, b) => a.localeCompare(b))
  return files
    .filter((name) => name.endsWith('.args'))
    .map((name) => ({
      args: readFileSync(join(records, name), 'utf8').split('\0').slice(0, -1),
      stdin: readFileSync(join(records, name.replace('.args', '.stdin')), 'utf8'),
    }))
}

/** As curl takes it. */
function bodyOf({ args, stdin }: Call): string {
  const raw = args.indexOf('--data-raw')
  const binary = args.indexOf('--data-binary')
  if (binary >= 0) return args[binary + 1] === '@-' ? stdin : 'another file'
  return raw >= 0 ? (args[raw + 1] ?? '') : ''
}

const writer = (): ReturnType<typeof writeCurl> => writeCurl({ userAgent: 'WebhookDispatcher/1.0.0' })

const nasty: [name: string, data: string][] = [
  ['nothing', ''],
  ['quotes', `it's "quoted" '' \\' \\"`],
  ['what bash expands', '$HOME ${x} $(id) `id` !! !x * ? ~ {a,b} \\$ \\\\n %s %b %% #'],
  ['newlines', '\n a\r\n\tb\n\n'],
  ['UTF-8', 'Zoë 📦 \u2028 \u0301'],
  ['a leading @', '@/etc/passwd'],
  ['a leading dash', '--next'],
  ['what ends a here-document', 'EOF\nEOF\n'],
  ['control characters', '\x01\x1b[31m\x7f'],
  ['a NUL', 'a\0b\\0000\\\\ \\n %s\0'],
  ['a megabyte', `'$x\\n"é\n`.repeat(100_000)],
]

describe('the body reaches curl as it is sent', () => {
  it.each(nasty)('%s', (_name, data) => {
    const [call] = run(written(writer(), [{ data, bodyMode: 'raw' }]))
    expect(call && bodyOf(call) === data).toBe(true)
  })

  it('all of them in one script, one command each', () => {
    const calls = run(
      written(
        writer(),
        nasty.map(([, data]) => ({ data })),
      ),
    )
    expect(calls).toHaveLength(nasty.length)
    expect(calls.every((call, index) => bodyOf(call) === nasty[index]?.[1])).toBe(true)
  })

  it('in the envelope that the delivery has', () => {
    const delivery = exportedDelivery({ bodyMode: 'envelope', data: '{"a":  "it\'s"}' })
    const [call] = run(written(writer(), [delivery]))
    expect(call && bodyOf(call)).toBe(envelope({ ...delivery, createdAt: delivery.eventCreatedAt }))
  })
})

it('the headers of the next attempt', () => {
  const headers: [string, string][] = [
    ['X-Odd', `a'b"$c`],
    ['X-Empty', ''],
  ]
  const [call] = run(written(writer(), [{ headers, attemptCount: 2, nextAttemptAt: 1_800_000_000_000 }]))
  expect(call?.args).toEqual([
    '-X',
    'POST',
    'http://localhost:3000/hooks',
    '-H',
    'Content-Type: application/json',
    '-H',
    'User-Agent: WebhookDispatcher/1.0.0',
    '-H',
    'webhook-id: evt_1',
    '-H',
    'webhook-timestamp: 1800000000',
    '-H',
    'webhook-attempt: 3',
    '-H',
    `X-Odd: a'b"$c`,
    '-H',
    'X-Empty;',
    '--data-raw',
    '{"a":1}',
  ])
})

it('nothing that a delivery is called runs', () => {
  const category = 'a\ntouch /nowhere/x; curl bad\u2028\rcurl bad\0'
  const text = written(writer(), [{ category, eventId: "x'\ncurl bad" }])
  expect(text.startsWith('#!/usr/bin/env bash\n')).toBe(true)
  const calls = run(text)
  expect(calls).toHaveLength(1)
  expect(calls[0]?.args).toContain('http://localhost:3000/hooks')
})

it('comes back by the reader of scripts', () => {
  const text = written(
    writer(),
    nasty.map(([, data], index) => ({ data, eventId: `evt_${index}` })),
  )
  const read = deliveriesOf(readCurlScript(text))
  expect(read.map(({ eventId }) => eventId)).toEqual(nasty.map((_each, index) => `evt_${index}`))
  expect(read.every(({ data }, index) => data === nasty[index]?.[1])).toBe(true)
})
