/** What came of the imports that were asked for: a line each over the table, whose numbers lead to their deliveries. */
import { FileInput, Play, X } from 'lucide-react'
import type { SeqSpan } from '../../shared/job.ts'
import { openOverlay } from '../app/navigation.ts'
import { countText, fullTime } from '../deliveries/format.ts'
import { setFilter } from '../live/deliveries.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { StateMark, stateLabels } from '../ui/StateMark.tsx'
import { dismissImportResult, type ImportResult, importResults } from './import-results.ts'
import { badText, importedCount, statesIn } from './import-text.ts'

export function ImportResults() {
  const results = importResults()
  return results.map((result) => <Line key={result.jobId} result={result} />)
}

function Line({ result }: { result: ImportResult }) {
  const { jobId, name, at, state, report } = result
  if (state === 'running' || !report) return null
  const count = importedCount(report)
  return (
    <div
      role="group"
      aria-label={`Result of importing ${name}`}
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-2 border-b border-line bg-panel pr-2 pl-4 text-sm"
    >
      <FileInput className="size-3.5 shrink-0 text-muted" aria-hidden />
      {state !== 'done' && <span className="text-warn">{state === 'failed' ? 'Failed:' : 'Stopped:'}</span>}
      {report.made && count > 0 ? (
        <Imported {...{ result, count, made: report.made }} />
      ) : (
        <span className="px-1 font-medium">{report.undone ? 'nothing imported' : '0 imported'}</span>
      )}
      {report.known > 0 && (
        <span className="text-muted">
          <span className="tabular">{countText(report.known)}</span> known
        </span>
      )}
      {report.bad > 0 && (
        <button
          type="button"
          title="Show what could not be read"
          onClick={() => openOverlay({ kind: 'importProblems', jobId })}
          className="tabular inline-flex h-6 items-center rounded-sm px-1 text-bad hover:bg-hover"
        >
          {badText(report)}
        </button>
      )}
      <span className="min-w-0 flex-1 truncate text-right text-faint" title={`${name}, ${fullTime(at)}`}>
        {name}
      </span>
      <IconButton
        label="Dismiss the result of the import"
        icon={<X />}
        onClick={() => dismissImportResult(jobId)}
      />
    </div>
  )
}

interface ImportedProps {
  result: ImportResult
  count: number
  made: SeqSpan
}

function Imported({ result: { at, report }, count, made }: ImportedProps) {
  const states = report ? statesIn(report) : []
  return (
    <>
      <button
        type="button"
        title={`Asked for at ${fullTime(at)}. Show all of them`}
        onClick={() => setFilter({ imported: made })}
        className="tabular inline-flex h-6 items-center rounded-sm px-1 font-medium hover:bg-hover"
      >
        {countText(count)} imported
      </button>
      {states.map(({ state, count }) => (
        <button
          key={state}
          type="button"
          title={`Show those that are ${stateLabels[state].toLowerCase()} now`}
          onClick={() => setFilter({ imported: made, states: [state] })}
          className="inline-flex h-6 items-center gap-1.5 rounded-sm px-1 hover:bg-hover"
        >
          <StateMark state={state} named={false} />
          <span className="tabular font-medium">{countText(count)}</span>
          <span className="text-muted">{stateLabels[state].toLowerCase()}</span>
        </button>
      ))}
      {states.some(({ state }) => state === 'held') && (
        <Button
          icon={<Play />}
          onClick={() =>
            openOverlay({
              kind: 'bulk',
              action: 'release',
              filter: { imported: made, states: ['held'] },
            })
          }
        >
          Release…
        </Button>
      )}
    </>
  )
}
