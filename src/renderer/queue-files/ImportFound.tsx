/** What is in a file and what would come of it, in numbers; what cannot be read of it, line by line. */
import { TriangleAlert } from 'lucide-react'
import type { ImportReport } from '../../shared/queue-file.ts'
import { countText, deliveriesText } from '../deliveries/format.ts'
import { classes } from '../ui/classes.ts'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { StateMark, stateLabels } from '../ui/StateMark.tsx'
import { formatText, statesIn } from './import-text.ts'
import { ProblemList } from './ProblemList.tsx'

interface ImportFoundProps {
  report: ImportReport
  name: string
  /** As chosen; null: by itself. */
  bucket: string | null
  /** The numbers are those of the choices before. */
  isBehind: boolean
  onBucket: (bucket: string) => void
}

export function ImportFound({ report, name, bucket, isBehind, onBucket }: ImportFoundProps) {
  const { found, taken, known, bad, buckets, redacted, newEndpoints } = report
  return (
    <div className="flex flex-col gap-3">
      <div
        className={classes(
          'flex flex-wrap items-end gap-x-8 gap-y-2 transition-opacity',
          isBehind && 'opacity-50',
        )}
      >
        <dl aria-live="polite" aria-busy={isBehind} className="contents">
          <Figure name="found" value={found} />
          <Figure name="come in" value={taken} strong />
          <Figure name="known already" value={known} />
          <Figure name={report.format === 'jsonl' ? 'lines bad' : 'entries bad'} value={bad} bad={bad > 0} />
        </dl>
        <p className="ml-auto pb-0.5 text-sm text-muted">{formatText(report)}</p>
      </div>
      <States report={report} />
      {buckets.length > 1 && (
        <Field label="Bucket of the database" className="w-72">
          <Select
            value={bucket ?? report.bucket ?? ''}
            options={[
              ...((bucket ?? report.bucket) === null ? [{ value: '', label: 'Choose one' }] : []),
              ...buckets.map((one) => ({ value: one, label: one })),
            ]}
            onChange={onBucket}
          />
        </Field>
      )}
      {redacted > 0 && (
        <Warning>
          {deliveriesText(redacted)} {redacted === 1 ? 'has' : 'have'} <code className="font-mono">***</code>{' '}
          where the export left a secret out, and would send that. Hold them, and send them to an endpoint
          that has the secret, or replay them with it.
        </Warning>
      )}
      {newEndpoints.length > 0 && (
        <p className="text-sm text-muted">
          {newEndpoints.length === 1 ? 'An endpoint is' : `${countText(newEndpoints.length)} endpoints are`}{' '}
          made, as the file names {newEndpoints.length === 1 ? 'it' : 'them'}:{' '}
          <span className="text-fg">{newEndpoints.join(', ')}</span>.
        </p>
      )}
      {bad > 0 && <ProblemList report={report} name={name} />}
    </div>
  )
}

interface FigureProps {
  name: string
  value: number
  strong?: boolean
  bad?: boolean
}

function Figure({ name, value, strong = false, bad = false }: FigureProps) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-sm text-muted">{name}</dt>
      <dd
        className={classes(
          'tabular text-xl leading-tight',
          strong ? 'font-semibold' : value === 0 && 'text-faint',
          bad && 'text-bad',
        )}
      >
        {countText(value)}
      </dd>
    </div>
  )
}

function States({ report }: { report: ImportReport }) {
  const states = statesIn(report)
  if (states.length === 0) return null
  return (
    <ul aria-label="As what they come in" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {states.map(({ state, count }) => (
        <li key={state} className="flex items-center gap-1.5">
          <StateMark state={state} named={false} />
          <span className="tabular font-medium">{countText(count)}</span>
          <span className="text-muted">{stateLabels[state].toLowerCase()}</span>
        </li>
      ))}
    </ul>
  )
}

function Warning({ children }: { children: React.ReactNode }) {
  return (
    <p className="flex gap-2 rounded-sm border border-warn/40 px-3 py-2 text-sm">
      <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-warn" aria-hidden />
      <span>{children}</span>
    </p>
  )
}
