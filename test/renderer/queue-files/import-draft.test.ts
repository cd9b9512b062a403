import { describe, expect, it } from 'vitest'
import {
  canImport,
  checkImport,
  dryRunKey,
  importInput,
  newImportDraft,
} from '../../../src/renderer/queue-files/import-draft.ts'
import { importSchema } from '../../../src/shared/queue-file.ts'
import { reportOf } from './reports.ts'

const file = '/home/ada/a.jsonl'

describe('what is asked for', () => {
  it('is what the engine does by itself, until something is chosen', () => {
    expect(importSchema.parse(importInput(file, newImportDraft))).toEqual(importSchema.parse({ file }))
  })

  it.each([
    [
      { to: 'url', url: 'http://localhost:3000/' },
      { to: 'http://localhost:3000/', endpointId: undefined },
    ],
    [
      { to: 'endpoint', endpointId: '019b0000-0000-7000-8000-000000000000', url: 'http://a.test/' },
      { to: undefined, endpointId: '019b0000-0000-7000-8000-000000000000' },
    ],
    [
      { to: 'file', url: 'http://a.test/', endpointId: 'x' },
      { to: undefined, endpointId: undefined },
    ],
  ] as const)('of the places only the chosen one: %o', (changes, expected) => {
    const { to, endpointId } = importSchema.parse(importInput(file, { ...newImportDraft, ...changes }))
    expect({ to, endpointId }).toEqual(expected)
  })

  it('of the origins only those that have another URL, a whole one', () => {
    const origins = { 'http://a.test': 'http://b.test', 'http://c.test': '', 'http://d.test': 'htt' }
    const draft = { ...newImportDraft, origins }
    expect(importInput(file, draft).origins).toEqual([{ origin: 'http://a.test', to: 'http://b.test' }])
    expect(Object.keys(checkImport(draft))).toEqual(['origins.http://d.test'])
    expect(checkImport({ ...draft, to: 'endpoint', endpointId: 'x' })).toEqual({})
  })
})

it('looks again at what changes the numbers, and at nothing else', () => {
  const key = (changes: object): string => dryRunKey(file, { ...newImportDraft, ...changes })
  expect(key({ whenStopped: 'keep', url: 'http://a.test/', to: 'url' })).not.toBe(key({}))
  expect(key({ whenStopped: 'keep' })).toBe(key({}))
  expect(key({ to: 'url', url: 'htt' })).toBe(key({}))
  for (const changes of [{ bucket: 'b' }, { ids: 'new' }, { onConflict: 'stop' }, { waiting: 'send' }])
    expect(key(changes)).not.toBe(key({}))
  expect(importSchema.parse(JSON.parse(key({})))).toEqual(importSchema.parse({ file }))
})

it('imports nothing before there is something, nor to no place', () => {
  expect(canImport(null, newImportDraft)).toBe(false)
  expect(canImport(reportOf({ taken: 0 }), newImportDraft)).toBe(false)
  expect(canImport(reportOf({ taken: 1 }), { ...newImportDraft, to: 'endpoint' })).toBe(false)
  expect(canImport(reportOf({ taken: 1 }), newImportDraft)).toBe(true)
})
