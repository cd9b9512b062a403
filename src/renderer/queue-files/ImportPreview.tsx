/** What would come of a file, the choices about it, and the import itself. The numbers follow the choices. */
import { FileInput } from 'lucide-react'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { deliveriesText } from '../deliveries/format.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { goTo } from '../app/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { canImport, checkImport, type ImportDraft, importInput, newImportDraft } from './import-draft.ts'
import { importResults, startImport } from './import-results.ts'
import { closeImport } from './import-session.ts'
import { importedCount, reportText } from './import-text.ts'
import { Importing, Preview } from './ImportSteps.tsx'
import { type DryRun, useDryRun } from './use-dry-run.ts'

interface ImportPreviewProps {
  file: { path: string; name: string }
}

export function ImportPreview({ file }: ImportPreviewProps) {
  const [draft, setDraft] = useState<ImportDraft>(newImportDraft)
  const [jobId, setJobId] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const dryRun = useDryRun(file.path, draft, useEnded(file.path))
  const result = importResults((results) => results.find((one) => one.jobId === jobId))
  const isImporting = result?.state === 'running'
  const content = useRef<HTMLDivElement>(null)
  const wrong = checkImport(draft)
  const isKnown = dryRun.phase === 'settled' || dryRun.phase === 'running'
  const mayImport = isKnown && canImport(dryRun.report, draft) && !isImporting
  // The steps before had the focus, and are gone.
  useLayoutEffect(() => content.current?.focus(), [])
  useLeaving(result?.state === 'done' ? result : undefined)

  const isBeginning = useRef(false)
  const begin = async (): Promise<void> => {
    if (isBeginning.current) return
    isBeginning.current = true
    const started = await startImport(file.name, importInput(file.path, draft))
    isBeginning.current = false
    setRefused(typeof started === 'string' ? null : started.message)
    if (typeof started === 'string') setJobId(started)
  }
  const ask = useAsked(dryRun.phase, () => {
    if (mayImport) void begin()
  })
  const start = (): void => {
    if (mayImport) ask(true)
  }
  return (
    <Dialog
      size="lg"
      title={`Import ${file.name}`}
      description={isImporting ? 'Closed, it goes on in the header.' : 'Nothing changes before you import.'}
      onClose={closeImport}
      onConfirm={start}
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
          <Button size="md" variant="primary" icon={<FileInput />} disabled={!mayImport} onClick={start}>
            {importLabel(dryRun)}
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
              ask(false)
              setJobId(null)
            }}
          />
        )}
      </div>
    </Dialog>
  )
}

function importLabel({ report }: DryRun): string {
  if (report === null) return 'Import'
  return report.taken === 0 ? 'Nothing to import' : `Import ${deliveriesText(report.taken)}`
}

/** How many imports of the file went no further: what they left behind changes the numbers. */
function useEnded(path: string): number {
  return importResults(
    (results) =>
      results.filter((one) => one.path === path && (one.state === 'failed' || one.state === 'stopped'))
        .length,
  )
}

/** What was asked for while the numbers were behind is done when they are not: only what is shown is imported. */
function useAsked(phase: DryRun['phase'], run: () => void): (isAsked: boolean) => void {
  const asked = useRef(false)
  const runNow = useEffectEvent(run)
  useEffect(() => {
    if (phase === 'running') return
    const isAsked = asked.current
    asked.current = false
    if (isAsked && phase === 'settled') runNow()
  }, [phase])
  return (isAsked) => {
    if (isAsked && phase === 'settled') run()
    else asked.current = isAsked
  }
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
