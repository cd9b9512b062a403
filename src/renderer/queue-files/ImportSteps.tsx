/** What stands in the import dialog while a file is looked through, before it is imported, and while it is. */
import { Square } from 'lucide-react'
import { invoke } from '../host/bridge.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import type { ImportDraft } from './import-draft.ts'
import { ImportChoices } from './ImportChoices.tsx'
import { ImportFound } from './ImportFound.tsx'
import { ImportTargets } from './ImportTargets.tsx'
import { Reading } from './Reading.tsx'
import type { DryRun } from './use-dry-run.ts'

interface ImportingProps {
  jobId: string
  name: string
  whenStopped: ImportDraft['whenStopped']
}

export function Importing({ jobId, name, whenStopped }: ImportingProps) {
  return (
    <Reading jobId={jobId} label={`Importing ${name}`}>
      <Button icon={<Square />} onClick={() => void invoke('job.stop', { id: jobId })}>
        {whenStopped === 'undo' ? 'Stop, and take it out again' : 'Stop, and keep what is imported'}
      </Button>
    </Reading>
  )
}

interface PreviewProps {
  file: { path: string; name: string }
  draft: ImportDraft
  change: (changes: Partial<ImportDraft>) => void
  dryRun: DryRun
  wrong: Readonly<Record<string, string>>
}

export function Preview({ file, draft, change, dryRun, wrong }: PreviewProps) {
  const { report, phase, message, jobId, buckets, stop, again } = dryRun
  const isFirst = report === null && buckets.length === 0
  if (isFirst && phase === 'running') {
    return (
      <Reading jobId={jobId} label={`Looking through ${file.name}`}>
        <Button icon={<Square />} onClick={stop}>
          Stop
        </Button>
      </Reading>
    )
  }
  return (
    <>
      {phase === 'failed' && (
        <p
          role="alert"
          className="rounded-sm border border-bad/40 bg-bad-wash px-3 py-2 text-bad select-text"
        >
          {message ?? 'The file cannot be imported.'}
        </p>
      )}
      {phase === 'stopped' && (
        <p role="status" className="flex items-center gap-3 text-muted">
          Stopped: the numbers are of what was read until then.
          <Button onClick={again}>Look again</Button>
        </p>
      )}
      {buckets.length > 1 && (
        <Bucket
          names={buckets}
          value={draft.bucket ?? report?.bucket ?? ''}
          onChange={(bucket) => change({ bucket })}
        />
      )}
      {report && <ImportFound {...{ report, name: file.name }} isBehind={phase === 'running'} />}
      {report && report.found > 0 && (
        <>
          <ImportTargets {...{ report, draft, change, wrong }} />
          <ImportChoices {...{ draft, change }} />
        </>
      )}
      {isFirst && phase === 'failed' && (
        <Button className="self-start" onClick={again}>
          Look again
        </Button>
      )}
    </>
  )
}

interface BucketProps {
  names: readonly string[]
  /** Empty: none is chosen. */
  value: string
  onChange: (bucket: string) => void
}

function Bucket({ names, value, onChange }: BucketProps) {
  return (
    <Field label="Bucket of the database" className="w-72">
      <Select
        value={value}
        options={[
          ...(value === '' ? [{ value: '', label: 'Choose one' }] : []),
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        onChange={onChange}
      />
    </Field>
  )
}
