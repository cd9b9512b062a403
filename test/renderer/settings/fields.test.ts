import { describe, expect, it } from 'vitest'
import { lineFields, type LineKey } from '../../../src/renderer/settings/fields.ts'
import { commands } from '../../../src/shared/commands.ts'
import type { Settings } from '../../../src/shared/model.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'

const settings: Settings = {
  ...defaultSettings,
  requestTimeoutMs: 90_000,
  connectTimeoutMs: 1_500,
  cooldownMs: 0,
}

const keys = Object.keys(lineFields) as LineKey[]

it.each(keys)('%s reads back what it shows', (key) => {
  const field = lineFields[key]
  expect(field.read(field.show(settings))).toEqual({ ok: true, change: { [key]: settings[key] } })
})

it('writes durations as people type them', () => {
  expect(lineFields.requestTimeoutMs.show(settings)).toBe('1m30s')
  expect(lineFields.cooldownMs.show(settings)).toBe('0s')
})

describe.each<[LineKey, string[], string[]]>([
  ['concurrency', ['1', ' 500 '], ['0', '501', '', '1.5', 'ten']],
  ['requestTimeoutMs', ['1s', '10m', '1500ms'], ['999ms', '10m1s', '10', '']],
  ['connectTimeoutMs', ['1s'], ['0s', '1d']],
  ['cooldownMs', ['0', '24h', '1d'], ['25h', '-1s']],
  ['userAgent', ['', 'acme/1.0'], [' acme', 'acmé', 'x'.repeat(501)]],
])('%s', (key, good, bad) => {
  it.each(good)('takes "%s", as the engine does', (text) => {
    const read = lineFields[key].read(text)
    expect(read.ok).toBe(true)
    expect(commands['settings.set'].input.safeParse(read.ok ? read.change : {}).success).toBe(true)
  })

  it.each(bad)('refuses "%s" with a sentence', (text) => {
    expect(lineFields[key].read(text)).toMatchObject({ ok: false, message: expect.stringMatching(/\.$/) })
  })
})
