import { expect, it } from 'vitest'
import {
  type ExportDraft,
  exportFormatWords,
  exportRequest,
  fileName,
  suggestedName,
} from '../../../src/renderer/queue-files/export-draft.ts'
import { exportFormats, exportSchema } from '../../../src/shared/queue-file.ts'

const draft: ExportDraft = { scope: 'all', format: 'jsonl', withAttempts: true, withSecrets: false }
const id = '019b0000-0000-7000-8000-000000000000'
const scopes = { ids: [id], filter: { category: 'order.created' } }
const place = { file: '/home/ada/a.jsonl', overwrite: true }

it('has a name and a purpose for every format', () => {
  expect(exportFormatWords.map(({ value }) => value)).toEqual([...exportFormats])
})

it.each([
  ['jsonl', 'webhooks-2026-03-09.jsonl'],
  ['jsonl.zst', 'webhooks-2026-03-09.jsonl.zst'],
  ['curl', 'webhooks-2026-03-09.sh'],
] as const)('suggests a name for %s', (format, name) => {
  expect(suggestedName(format, new Date(2026, 2, 9, 23, 59))).toBe(name)
})

it('asks for all, for what the filter finds, or for what is selected', () => {
  const requests = (['all', 'found', 'selected'] as const).map((scope) => {
    const { ids, filter } = exportSchema.parse(exportRequest({ ...draft, scope }, scopes, place))
    return { ids, filter }
  })
  expect(requests).toEqual([{}, { filter: scopes.filter }, { ids: [id] }])
})

it('asks for attempts only where the format has a place for them', () => {
  const withAttempts = exportFormats.map(
    (format) => exportRequest({ ...draft, format }, scopes, place).withAttempts,
  )
  expect(withAttempts).toEqual([true, true, false, false, false])
})

it.each(['/home/ada/a.jsonl', 'C:\\Users\\Ada\\a.jsonl', 'a.jsonl'])('finds the name in %s', (path) => {
  expect(fileName(path)).toBe('a.jsonl')
})
