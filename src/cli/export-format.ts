/** Which format an export has: the one that was asked for, else what the file's ending says. */
import type { ExportFormat } from '../shared/queue-file.ts'
import { Refusal } from '../shared/result.ts'
import { usageCode } from './exit-codes.ts'

const endings: [ending: string, format: ExportFormat][] = [
  ['.jsonl.zst', 'jsonl.zst'],
  ['.ndjson.zst', 'jsonl.zst'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.har', 'har'],
  ['.sh', 'curl'],
  ['.curl', 'curl'],
  ['.csv', 'csv'],
]

/** Lines of JSON where a file has no ending. Refuses with `usage` an ending that says nothing. */
export function formatOf(file: string): ExportFormat {
  const name = (file.split(/[/\\]/).at(-1) ?? '').toLowerCase()
  const found = endings.find(([ending]) => name.endsWith(ending))
  if (found) return found[1]
  const ending = /[^.](\.[^.]+)$/.exec(name)?.[1]
  if (ending === undefined) return 'jsonl'
  const known = endings.map(([one]) => one).join(', ')
  throw new Refusal(
    usageCode,
    `Nothing is exported to files that end in ${ending}. Known are ${known}; or name one with --format.`,
  )
}
