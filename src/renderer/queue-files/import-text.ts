/** What an import has found in a file, in words. Pure. */
import type { DeliveryState } from '../../shared/model.ts'
import { deliveryStates } from '../../shared/model.ts'
import type { ImportFormat, ImportProblem, ImportReport } from '../../shared/queue-file.ts'
import { countText } from '../deliveries/format.ts'
import { stateLabels } from '../ui/StateMark.tsx'

const formats: Readonly<Record<ImportFormat, string>> = {
  jsonl: 'JSON Lines',
  json: 'JSON array',
  bbolt: 'bbolt database',
  har: 'HAR',
  curl: 'cURL commands',
  postman: 'Postman collection',
}

/** `JSON Lines, zstd`; empty before it is recognised. */
export function formatText({ format, compressed }: ImportReport): string {
  if (format === null) return ''
  return `${formats[format]}${compressed ? ', zstd' : ''}`
}

/** `2 lines bad`; of what has no lines `2 entries bad`. */
export function badText({ bad, format }: ImportReport): string {
  const [one, many] = format === 'jsonl' || format === null ? ['line', 'lines'] : ['entry', 'entries']
  return `${countText(bad)} ${bad === 1 ? one : many} bad`
}

/** `1,204 imported, 3 known, 2 lines bad`. */
export function reportText(report: ImportReport): string {
  const parts = [`${countText(importedCount(report))} imported`]
  if (report.known > 0) parts.push(`${countText(report.known)} known`)
  if (report.bad > 0) parts.push(badText(report))
  return parts.join(', ')
}

/** Of an import that has ended, what is there now. */
export function importedCount({ undone, made, taken }: ImportReport): number {
  return undone || made === null ? 0 : taken
}

/** Those that come in, in the order of the states of the table. */
export function statesIn({ states }: ImportReport): { state: DeliveryState; count: number }[] {
  return deliveryStates
    .map((state) => ({ state, count: states[state] ?? 0 }))
    .filter(({ count }) => count > 0)
}

/** `1,000 delivered, 204 held`. */
export function statesText(report: ImportReport): string {
  return statesIn(report)
    .map(({ state, count }) => `${countText(count)} ${stateLabels[state].toLowerCase()}`)
    .join(', ')
}

/** `line 12`; a key says itself which it is. */
export function placeText({ place, line }: ImportProblem): string {
  return place.includes(' ') ? place : `${place} ${countText(line)}`
}

/** All that are named, a line each, for the clipboard. */
export function problemsText(name: string, problems: readonly ImportProblem[]): string {
  return problems.map((problem) => `${name}, ${placeText(problem)}: ${problem.message}`).join('\n')
}

/** Which of them are named, where not all are. */
export function problemsNote({ bad, problems }: ImportReport): string {
  return bad > problems.length ? `The first ${countText(problems.length)} of ${countText(bad)}.` : ''
}

/** How far a file is read: `1,204 found, 34 %`. */
export function readText(done: number, share: number | null): string {
  const found = `${countText(done)} found`
  return share === null ? found : `${found}, ${Math.floor(share * 100)} %`
}
