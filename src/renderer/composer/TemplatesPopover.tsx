/** The templates in a pane over the composer: find one by typing, begin with it, keep the draft as one, change one. */
import { Ellipsis, LayoutTemplate, Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { TemplateSummary } from '../../shared/template.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { showToast } from '../ui/Toast.tsx'
import type { Draft } from './draft.ts'
import {
  deleteTemplate,
  loadTemplate,
  matchingTemplates,
  renameTemplate,
  saveTemplate,
  useTemplates,
} from './templates.ts'
import type { Targets } from './use-targets.ts'

interface TemplatesPopoverProps {
  /** Open from the beginning. */
  defaultOpen: boolean
  current: () => Draft
  targets: Targets
  onChoose: (draft: Draft, name: string) => void
}

export function TemplatesPopover({ defaultOpen, ...rest }: TemplatesPopoverProps) {
  const [open, setOpen] = useState(defaultOpen)
  return (
    <Popover
      title="Templates"
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon={<LayoutTemplate />}>
          Templates
        </Button>
      }
    >
      <Pane {...rest} onClose={() => setOpen(false)} />
    </Popover>
  )
}

type PaneProps = Omit<TemplatesPopoverProps, 'defaultOpen'> & { onClose: () => void }

function Pane({ current, targets, onChoose, onClose }: PaneProps) {
  const templates = useTemplates()
  const [text, setText] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const isEmpty = templates.all?.length === 0
  const nameRef = useFocusWhen(isEmpty)
  const matches = matchingTemplates(templates.all ?? [], text)
  const names = new Map(targets.saved.map(({ id, name }) => [id, name]))
  const choose = async ({ id, name }: TemplateSummary): Promise<void> => {
    const loaded = await loadTemplate(id)
    if (!loaded.ok) {
      showToast({ kind: 'error', title: 'Not read', detail: loaded.error.message })
      templates.refresh()
      return
    }
    onClose()
    onChoose(loaded.value, name)
  }
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-template]') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus()
  }
  return (
    <div onKeyDown={move}>
      <div className={isEmpty ? 'hidden' : 'p-2 pb-1'}>
        <TextInput
          icon={<Search />}
          aria-label="Find a template"
          placeholder="Find a template"
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            const [first] = matches
            if (event.key === 'Enter' && first && !event.ctrlKey && !event.metaKey) void choose(first)
          }}
        />
      </div>
      <ul ref={list} aria-label="Templates" className="max-h-64 overflow-y-auto px-1">
        {matches.map((template) => (
          <Row
            key={template.id}
            template={template}
            onChoose={() => void choose(template)}
            onUpdate={() => void saveTemplate({ id: template.id }, current(), names).then(templates.refresh)}
            onChange={templates.refresh}
          />
        ))}
      </ul>
      {matches.length === 0 && (
        <p className="px-3 py-1.5 text-sm text-muted">
          {templates.failure?.message ??
            (templates.all === null
              ? 'Loading the templates'
              : isEmpty
                ? 'None yet. Give this draft a name, and it is here the next time.'
                : 'None has these words.')}
        </p>
      )}
      <SaveForm
        nameRef={nameRef}
        onSave={async (name) => {
          const failure = await saveTemplate({ name }, current(), names)
          templates.refresh()
          return failure?.message ?? null
        }}
      />
    </div>
  )
}

/** Where there is nothing to find, what is typed is the name of the first one. */
function useFocusWhen(isWanted: boolean): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isWanted) field.current?.focus()
  }, [isWanted])
  return field
}

interface RowProps {
  template: TemplateSummary
  onChoose: () => void
  onUpdate: () => void
  onChange: () => void
}

function Row({ template: { id, name, summary }, onChoose, onUpdate, onChange }: RowProps) {
  const [isRenaming, setRenaming] = useState(false)
  if (isRenaming) {
    return (
      <li className="p-1">
        <Naming
          label={`New name of ${name}`}
          action="Rename"
          initial={name}
          onSave={async (next) => {
            const failure = await renameTemplate(id, next)
            if (failure) return failure.message
            setRenaming(false)
            onChange()
            return null
          }}
        />
      </li>
    )
  }
  return (
    <li className="group flex items-center gap-1 rounded-sm hover:bg-hover">
      <button
        type="button"
        data-template
        onClick={onChoose}
        title={summary}
        className="focus-inset flex min-w-0 flex-1 flex-col rounded-sm px-2 py-1 text-left"
      >
        <span className="w-full truncate font-medium">{name}</span>
        {summary && <span className="w-full truncate font-mono text-xs text-muted">{summary}</span>}
      </button>
      <Menu
        align="end"
        trigger={<IconButton label={`Change ${name}`} icon={<Ellipsis />} className="mr-1" />}
        items={[
          { label: 'Update with this draft', onSelect: onUpdate },
          { label: 'Rename', onSelect: () => setRenaming(true) },
          'separator',
          { label: 'Delete', danger: true, onSelect: () => void deleteTemplate(id, onChange) },
        ]}
      />
    </li>
  )
}

interface SaveFormProps {
  nameRef: RefObject<HTMLInputElement | null>
  onSave: (name: string) => Promise<string | null>
}

function SaveForm({ nameRef, onSave }: SaveFormProps) {
  // Anew after each, so that the field is empty.
  const [saved, setSaved] = useState(0)
  return (
    <div className="mt-1 border-t border-line p-2">
      <Naming
        key={saved}
        inputRef={nameRef}
        label="Save this draft as"
        action="Save"
        initial=""
        onSave={async (name) => {
          const problem = await onSave(name)
          if (problem === null) setSaved(saved + 1)
          return problem
        }}
      />
    </div>
  )
}

interface NamingProps {
  inputRef?: RefObject<HTMLInputElement | null>
  label: string
  action: string
  initial: string
  /** Answers with what is wrong with the name, or null. */
  onSave: (name: string) => Promise<string | null>
}

function Naming({ inputRef, label, action, initial, onSave }: NamingProps) {
  const [name, setName] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    if (name.trim() !== '') setProblem(await onSave(name.trim()))
  }
  return (
    <Field label={label} error={problem}>
      <span className="flex items-center gap-1.5">
        <TextInput
          {...(inputRef ? { ref: inputRef } : {})}
          value={name}
          placeholder="Order created"
          autoFocus={initial !== ''}
          onChange={(next) => {
            setName(next)
            setProblem(null)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            void save()
          }}
        />
        <Button size="md" disabled={name.trim() === ''} onClick={() => void save()}>
          {action}
        </Button>
      </span>
    </Field>
  )
}
