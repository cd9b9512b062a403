/** What becomes of what waits, of ids, of bad lines, and of an import that is stopped. */
import { Field } from '../ui/Field.tsx'
import { RadioCards } from '../ui/RadioCards.tsx'
import { Select } from '../ui/Select.tsx'
import type { ImportDraft } from './import-draft.ts'

interface ImportChoicesProps {
  draft: ImportDraft
  change: (changes: Partial<ImportDraft>) => void
}

export function ImportChoices({ draft, change }: ImportChoicesProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <span className="text-sm font-medium text-muted" aria-hidden>
          What still waits
        </span>
        <RadioCards
          label="What still waits"
          value={draft.waiting}
          options={[
            { value: 'held', title: 'Is held', detail: 'Nothing is sent before you release it.' },
            {
              value: 'send',
              title: 'Goes on',
              detail: 'As the file says; what is due by now is sent at once.',
            },
          ]}
          onChange={(waiting) => change({ waiting })}
        />
      </div>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        <Field label="Ids">
          <Select
            value={draft.ids}
            options={[
              { value: 'keep', label: 'Stay as they are' },
              { value: 'new', label: 'New ones for all' },
            ]}
            onChange={(ids) => change({ ids })}
          />
        </Field>
        <Field label="Those that are here already">
          <Select
            value={draft.onConflict}
            disabled={draft.ids === 'new'}
            options={[
              { value: 'skip', label: 'Are left out' },
              { value: 'new-id', label: 'Come in with a new id' },
              { value: 'stop', label: 'Stop the import' },
            ]}
            onChange={(onConflict) => change({ onConflict })}
          />
        </Field>
        <Field label="Lines that cannot be read">
          <Select
            value={draft.onBadLine}
            options={[
              { value: 'skip', label: 'Are left out' },
              { value: 'stop', label: 'Stop the import' },
            ]}
            onChange={(onBadLine) => change({ onBadLine })}
          />
        </Field>
        <Field label="When the import stops half-way">
          <Select
            value={draft.whenStopped}
            options={[
              { value: 'keep', label: 'What came in stays' },
              { value: 'undo', label: 'It is taken out again' },
            ]}
            onChange={(whenStopped) => change({ whenStopped })}
          />
        </Field>
      </div>
    </div>
  )
}
