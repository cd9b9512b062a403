/** What was found in a file, and what became of it, for people: a sentence, facts, and what is wrong on which line. */
import type { Job } from '../shared/job.ts'
import { deliveryStates } from '../shared/model.ts'
import type { ImportProblem, ImportReport } from '../shared/queue-file.ts'
import { type Fact, factsText } from './facts.ts'
import type { Paint } from './paint.ts'
import { columnsOf, printableLine } from './printable.ts'
import { deliveriesText, numberText, stateStyle } from './texts.ts'

export interface ShownImport {
  report: ImportReport
  /** As the job ended. */
  state: Job['state']
  /** What was chosen for those that are known. */
  knownGetNewIds: boolean
  /** Where they go instead of where the file says; null where it is the file that says. */
  instead: string | null
}

const mostOrigins = 10

export function importText(shown: ShownImport, paint: Paint): string {
  const { report } = shown
  const problems = report.problems.map(
    (problem) => `  ${paint('yellow', placeOf(problem))}  ${printableLine(problem.message)}`,
  )
  const more = report.bad - report.problems.length
  return [
    headOf(shown),
    factsText(factsOf(shown, paint), paint),
    ...problems,
    ...(more > 0 ? [`  … and ${numberText(more)} more`] : []),
  ].join('\n')
}

function headOf({ report, state }: ShownImport): string {
  const { dryRun, found, taken, undone } = report
  const some = taken === found ? deliveriesText(taken) : `${numberText(taken)} of ${deliveriesText(found)}`
  const rest = state === 'done' ? '' : state === 'stopped' ? 'Stopped. ' : 'It went no further. '
  if (dryRun) return `${rest}${some} would be imported. Nothing was changed.`
  if (undone) return `${rest}What was imported is removed again.`
  return `${rest}Imported ${some}.${rest !== '' && taken > 0 ? ' They stay.' : ''}`
}

function factsOf({ report, knownGetNewIds, instead }: ShownImport, paint: Paint): Fact[] {
  const { found, taken, known, bad, redacted, newEndpoints } = report
  const knownText = `${numberText(known)}, ${knownGetNewIds ? 'with new ids' : 'left out'}`
  const states = deliveryStates.flatMap((state) => {
    const count = report.states[state] ?? 0
    return count === 0 ? [] : [`${numberText(count)} ${paint(stateStyle(state), state)}`]
  })
  return [
    ['format', formatText(report)],
    ['found', numberText(found)],
    ['taken', numberText(taken)],
    ...factIf(known > 0, ['known', knownText]),
    ...factIf(bad > 0, ['bad', paint('yellow', numberText(bad))]),
    ...factIf(redacted > 0, ['redacted', `${numberText(redacted)}, with *** in place of a secret`]),
    ...factIf(states.length > 0, ['states', states.join(', ')]),
    ...originFacts(report),
    ...factIf(instead !== null, ['instead to', printableLine(instead ?? '')]),
    ...factIf(newEndpoints.length > 0, [
      report.dryRun ? 'new here' : 'made',
      `${newEndpoints.length === 1 ? 'endpoint' : 'endpoints'} ${newEndpoints.map(printableLine).join(', ')}`,
    ]),
  ]
}

function factIf(holds: boolean, fact: Fact): Fact[] {
  return holds ? [fact] : []
}

function formatText({ format, compressed, bucket, buckets }: ImportReport): string {
  const others = buckets.filter((one) => one !== bucket).map(printableLine)
  return [
    format ?? 'not recognised',
    ...(compressed ? ['zstd'] : []),
    ...(bucket === null ? [] : [`bucket ${printableLine(bucket)}`]),
    ...(others.length === 0 ? [] : [`not ${others.join(', ')}`]),
  ].join(', ')
}

/** A line an origin, counts aligned. */
function originFacts({ origins }: ImportReport): Fact[] {
  const shown = origins.slice(0, mostOrigins).map(({ origin, count }) => ({
    origin: printableLine(origin),
    count: numberText(count),
  }))
  const width = Math.max(0, ...shown.map(({ origin }) => columnsOf(origin)))
  const countWidth = Math.max(0, ...shown.map(({ count }) => count.length))
  const facts = shown.map(({ origin, count }, index): Fact => {
    const room = ' '.repeat(width - columnsOf(origin))
    return [index === 0 ? 'goes to' : '', `${origin}${room}  ${count.padStart(countWidth)}`]
  })
  const more = origins.length - shown.length
  return more > 0 ? [...facts, ['', `and ${numberText(more)} more`]] : facts
}

/** `line 17`, `entry 3`, `key 01932…`. */
function placeOf({ place, line }: ImportProblem): string {
  return printableLine(/^(?:line|entry)$/.test(place) ? `${place} ${line}` : place)
}
