/** What would come of a file, the choices about it, and the import itself. The numbers follow the choices. */
import { FileInput, Square } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { deliveriesText } from '../deliveries/format.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { invoke } from '../host/bridge.ts'
import { goTo } from '../app/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { canImport, checkImport, type ImportDraft, importInput, newImportDraft } from './import-draft.ts'
import { importResults, startImport } from './import-results.ts'
import { closeImport } from './import-session.ts'
import { importedCount, reportText } from './import-text.ts'
import { ImportChoices } from './ImportChoices.tsx'
import { ImportFound } from './ImportFound.tsx'
import { ImportTargets } from './ImportTargets.tsx'
import { Reading } from './Reading.tsx'
import { type DryRun, useDryRun } from './use-dry-run.ts'

interface ImportPreviewProps {
  file: { path: string; name: string }
}

export function ImportPreview({ file }: ImportPreviewProps) {
  const [draft, setDraft] = useState<ImportDraft>(newImportDraft)
  const [jobId, setJobId] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const dryRun = useDryRun(file.path, draft)
  const result = importResults((results) => results.find((one) => one.jobId === jobId))
  const isImporting = result?.state === 'running'
  const content = useRef<HTMLDivElement>(null)
  const wrong = checkImport(draft)
  const mayImport = dryRun.phase === 'settled' && canImport(dryRun.report, draft) && !isImporting
  // The steps before had the focus, and are gone.
  useLayoutEffect(() => content.current?.focus(), [])
  useLeaving(result?.state === 'done' ? result : undefined)

  const start = async (): Promise<void> => {
    if (!mayImport) return
    const started = await startImport(file.name, importInput(file.path, draft))
    setRefused(typeof started === 'string' ? null : started.message)
    if (typeof started === 'string') setJobId(started)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void start()
  }
  return (
    <Dialog
      size="lg"
      title={`Import ${file.name}`}
      description={isImporting ? 'Closed, it goes on in the header.' : 'Nothing changes before you import.'}
      onClose={closeImport}
      initialFocus={content}
      closeOnOutsidePress={false}
      footer={
        <>
          <p role="alert" className="min-w-0 flex-1 text-sm text-bad">
            {refused ?? endedText(result)}
          </p>
          <Button size="md" onClick={closeImport}>
            {isImporting ? 'Hide' : 'Cancel'}
          </Button>
          <Button
            size="md"
            variant="primary"
            icon={<FileInput />}
            disabled={!mayImport}
            onClick={() => void start()}
          >
            {dryRun.report ? `Import ${deliveriesText(dryRun.report.taken)}` : 'Import'}
          </Button>
          <Kbd chord="Ctrl Enter" />
        </>
      }
    >
      <div
        ref={content}
        tabIndex={-1}
        role="group"
        aria-label="Preview"
        aria-busy={dryRun.phase === 'running' || isImporting}
        onKeyDownCapture={press}
        className="flex min-h-60 flex-col gap-4 outline-none"
      >
        {isImporting && result ? (
          <Importing jobId={result.jobId} name={file.name} whenStopped={draft.whenStopped} />
        ) : (
          <Preview
            {...{ file, draft, dryRun, wrong }}
            change={(changes) => {
              setDraft({ ...draft, ...changes })
              setRefused(null)
              setJobId(null)
            }}
          />
        )}
      </div>
    </Dialog>
  )
}

/** When all is imported there is nothing more to say here: the line over the table does. */
function useLeaving(result: ReturnType<typeof importResults.getState>[number] | undefined): void {
  useLayoutEffect(() => {
    if (!result) return
    closeImport()
    const made = result.report?.made
    if (made) showDeliveries({ imported: made })
    else goTo('deliveries')
  }, [result])
}

function endedText(result: ReturnType<typeof importResults.getState>[number] | undefined): string | null {
  if (!result || result.state === 'running' || result.state === 'done') return null
  const { report, message, state } = result
  const kept =
    report === null
      ? ''
      : report.undone
        ? ' What was imported is removed again.'
        : importedCount(report) > 0
          ? ` ${reportText(report)}.`
          : ' Nothing was imported.'
  return `${state === 'stopped' ? 'Stopped.' : (message ?? 'The import failed.')}${kept}`
}

interface ImportingProps {
  jobId: string
  name: string
  whenStopped: ImportDraft['whenStopped']
}

function Importing({ jobId, name, whenStopped }: ImportingProps) {
  return (
    <Reading jobId={jobId} label={`Importing ${name}`}>
      <Button icon={<Square />} onClick={() => void invoke('job.stop', { id: jobId })}>
        {whenStopped === 'undo' ? 'Stop, and take it out again' : 'Stop, and keep what is imported'}
      </Button>
    </Reading>
  )
}

interface PreviewProps extends ImportPreviewProps {
  draft: ImportDraft
  change: (changes: Partial<ImportDraft>) => void
  dryRun: DryRun
  wrong: Readonly<Record<string, string>>
}

function Preview({ file, draft, change, dryRun, wrong }: PreviewProps) {
  const { report, phase, message, jobId, stop, again } = dryRun
  const isFirst = report === null || report.format === null
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
      {report && (
        <ImportFound
          {...{ report, name: file.name, bucket: draft.bucket }}
          isBehind={phase === 'running'}
          onBucket={(bucket) => change({ bucket })}
        />
      )}
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
