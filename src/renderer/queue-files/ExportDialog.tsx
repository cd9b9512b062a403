/** Writes deliveries to a file: which, in what format, and with what of them. Where to is asked last, by the system. */
import { Download } from 'lucide-react'
import { useRef, useState } from 'react'
import { takesAttempts } from '../../shared/queue-file.ts'
import type { DeliveryFilter } from '../../shared/commands.ts'
import { deliveriesText } from '../deliveries/format.ts'
import { FilterSentence } from '../deliveries/FilterSentence.tsx'
import { isFiltered } from '../deliveries/filter/filter-parts.ts'
import { useFilterCount } from '../deliveries/use-filter-count.ts'
import { bridge } from '../host/bridge.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { RadioCards } from '../ui/RadioCards.tsx'
import { Segments } from '../ui/Segments.tsx'
import { SwitchRow } from '../ui/SwitchRow.tsx'
import { type ExportDraft, exportFormatWords, type ExportScope, suggestedName } from './export-draft.ts'
import { startExport } from './export-jobs.ts'

interface ExportDialogProps {
  /** Those that are selected; may be none. */
  ids: readonly string[]
  /** Of the table. */
  filter: DeliveryFilter
  scope: ExportScope
  onClose: () => void
}

export function ExportDialog({ ids, filter, scope, onClose }: ExportDialogProps) {
  const [draft, setDraft] = useState<ExportDraft>({
    scope,
    format: 'jsonl',
    withAttempts: true,
    withSecrets: false,
  })
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const counts = useCounts(ids, filter)
  const button = useRef<HTMLButtonElement>(null)
  const count = counts[draft.scope]
  const change = (changes: Partial<ExportDraft>): void => {
    setDraft({ ...draft, ...changes })
    setRefused(null)
  }
  const start = async (): Promise<void> => {
    if (busy || !count) return
    setBusy(true)
    const failure = await startExport(draft, { ids, filter })
    setBusy(false)
    if (failure === null) onClose()
    else if (failure !== 'declined') setRefused(failure.message)
  }
  const what = count === null ? 'all of them' : deliveriesText(count)
  return (
    <Dialog
      title={`Export ${what}`}
      description="They stay in the queue as they are."
      onClose={onClose}
      onConfirm={() => void start()}
      initialFocus={button}
      footer={
        <>
          <p role="alert" className="min-w-0 flex-1 text-sm text-bad">
            {refused}
          </p>
          <Button
            ref={button}
            size="md"
            variant="primary"
            icon={<Download />}
            disabled={count === 0}
            aria-disabled={busy}
            onClick={() => void start()}
          >
            {bridge.host === 'electron' ? 'Export…' : 'Export'}
          </Button>
          <Kbd chord="Ctrl Enter" />
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Scope draft={draft} change={change} counts={counts} filter={filter} />
        <Format draft={draft} change={change} />
        <Contents draft={draft} change={change} />
      </div>
    </Dialog>
  )
}

type Counts = Readonly<Record<ExportScope, number | null>>

interface PartProps {
  draft: ExportDraft
  change: (changes: Partial<ExportDraft>) => void
}

const everything: DeliveryFilter = {}

function useCounts(ids: readonly string[], filter: DeliveryFilter): Counts {
  return { selected: ids.length, found: useFilterCount(filter), all: useFilterCount(everything) }
}

function Scope({ draft, change, counts, filter }: PartProps & { counts: Counts; filter: DeliveryFilter }) {
  const countOf = (scope: ExportScope): string => counts[scope]?.toLocaleString('en-GB') ?? '…'
  const options = [
    ...(counts.selected ? [{ value: 'selected' as const, label: `${countOf('selected')} selected` }] : []),
    ...(isFiltered(filter) ? [{ value: 'found' as const, label: `${countOf('found')} found` }] : []),
    { value: 'all' as const, label: `All ${countOf('all')}` },
  ]
  return (
    <div className="flex flex-col items-start gap-1">
      <Caption text="Which" />
      <Segments label="Which" value={draft.scope} options={options} onChange={(scope) => change({ scope })} />
      {draft.scope === 'found' && <FilterSentence filter={filter} />}
    </div>
  )
}

function Format({ draft, change }: PartProps) {
  const [today] = useState(() => new Date())
  return (
    <div className="flex flex-col gap-1">
      <Caption text="Format" />
      <RadioCards
        lines
        label="Format"
        value={draft.format}
        options={[...exportFormatWords]}
        onChange={(format) => change({ format })}
      />
      <p className="text-sm text-faint">
        Becomes <span className="font-mono">{suggestedName(draft.format, today)}</span>
        {bridge.host === 'electron' ? ', or what you call it.' : ' among your downloads.'}
      </p>
    </div>
  )
}

function Contents({ draft, change }: PartProps) {
  const canHave = takesAttempts(draft.format)
  return (
    <div className="flex flex-col gap-3">
      <SwitchRow
        label="With attempts"
        hint={
          canHave
            ? 'What every attempt sent and got, so that an import shows it too.'
            : draft.format === 'har'
              ? 'A HAR file is made of them.'
              : 'This format has no place for them.'
        }
        checked={draft.format === 'har' || (canHave && draft.withAttempts)}
        disabled={!canHave}
        onChange={(withAttempts) => change({ withAttempts })}
      />
      <SwitchRow
        label="With secrets"
        hint={
          draft.withSecrets ? (
            <span className="text-bad">
              Headers that hold credentials, and tokens in URLs, stand in the file as they are. Whoever has
              the file can use them.
            </span>
          ) : (
            'Off: *** stands in place of headers that hold credentials, and of tokens in URLs.'
          )
        }
        checked={draft.withSecrets}
        onChange={(withSecrets) => change({ withSecrets })}
      />
    </div>
  )
}

function Caption({ text }: { text: string }) {
  return (
    <span className="text-sm font-medium text-muted" aria-hidden>
      {text}
    </span>
  )
}
