/**
 * Headers as rows of name and value, always with a blank row at the end to go on in. The order is the order on the wire.
 */
import { X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Complaints } from '../retry/policy-draft.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { addRow, type HeaderRow, moveRow, nextKey, pasteRows, removeRow, setRow } from './header-rows.ts'

interface HeaderEditorProps {
  rows: HeaderRow[]
  onChange: (rows: HeaderRow[]) => void
  /** By `headers.<row>.<0 name, 1 value>` and `headers`. */
  complaints: Complaints
}

export function HeaderEditor({ rows, onChange, complaints }: HeaderEditorProps) {
  const list = useRef<HTMLUListElement>(null)
  const focus = (row: number, half: number): void =>
    list.current?.querySelector<HTMLInputElement>(`[data-header="${row}.${half}"]`)?.focus()
  /** Drawn at once, so that the focus finds the rows where they are then. */
  const changeAt = (next: HeaderRow[], row: number, half: number): void => {
    flushSync(() => onChange(next))
    focus(row, half)
  }
  // The blank row has the key that it will have as a real one, so typing its first letter does not lose the focus.
  const shown = [...rows, { key: nextKey(rows), name: '', value: '' }]
  const edit = (index: number, change: Partial<HeaderRow>): void => {
    onChange(
      index < rows.length ? setRow(rows, index, change) : addRow(rows, { name: '', value: '', ...change }),
    )
  }
  const paste = (event: ClipboardEvent, index: number): void => {
    const pasted = pasteRows(rows, index, event.clipboardData.getData('text/plain'))
    if (!pasted) return
    event.preventDefault()
    changeAt(pasted, pasted.length, 0)
  }
  const press = (event: KeyboardEvent, index: number, half: number): void => {
    const row = shown[index]
    const isBlank = row?.name === '' && row.value === ''
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') focus(half === 0 ? index : index + 1, half === 0 ? 1 : 0)
    else if (step !== 0 && event.altKey && index + step >= 0 && index + step < rows.length) {
      changeAt(moveRow(rows, index, step), index + step, half)
    } else if (step !== 0 && !event.altKey) focus(index + step, half)
    else if (event.key === 'Backspace' && isBlank && index > 0) {
      if (index < rows.length) changeAt(removeRow(rows, index), index - 1, 1)
      else focus(index - 1, 1)
    } else return
    event.preventDefault()
  }
  return (
    <div>
      <ul ref={list} aria-label="Headers" className="flex flex-col gap-1">
        {shown.map((row, index) => (
          <HeaderLine
            key={row.key}
            row={row}
            index={index}
            complaints={complaints}
            onEdit={(change) => edit(index, change)}
            onPaste={(event) => paste(event, index)}
            onPress={(event, half) => press(event, index, half)}
            onRemove={
              index < rows.length ? () => changeAt(removeRow(rows, index), Math.max(0, index - 1), 0) : null
            }
          />
        ))}
      </ul>
      {complaints['headers'] && (
        <p role="alert" className="pt-1 text-sm text-bad">
          {complaints['headers']}
        </p>
      )}
    </div>
  )
}

interface HeaderLineProps {
  row: HeaderRow
  index: number
  complaints: Complaints
  onEdit: (change: Partial<HeaderRow>) => void
  onPaste: (event: ClipboardEvent) => void
  onPress: (event: KeyboardEvent, half: number) => void
  /** Null in the blank row. */
  onRemove: (() => void) | null
}

function HeaderLine({ row, index, complaints, onEdit, onPaste, onPress, onRemove }: HeaderLineProps) {
  const nameComplaint = complaints[`headers.${index}.0`]
  const valueComplaint = complaints[`headers.${index}.1`]
  const place = index + 1
  return (
    <li>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_24px] items-center gap-1">
        <TextInput
          mono
          size="sm"
          value={row.name}
          placeholder={onRemove ? '' : 'Name'}
          aria-label={`Name of header ${place}`}
          aria-invalid={Boolean(nameComplaint)}
          {...(nameComplaint ? { 'data-invalid': '' } : {})}
          data-header={`${index}.0`}
          onChange={(name) => onEdit({ name })}
          onPaste={onPaste}
          onKeyDown={(event) => onPress(event, 0)}
        />
        <TextInput
          mono
          size="sm"
          value={row.value}
          placeholder={onRemove ? '' : 'Value'}
          aria-label={`Value of header ${place}`}
          aria-invalid={Boolean(valueComplaint)}
          {...(valueComplaint ? { 'data-invalid': '' } : {})}
          data-header={`${index}.1`}
          onChange={(value) => onEdit({ value })}
          onKeyDown={(event) => onPress(event, 1)}
        />
        {onRemove && <IconButton label={`Remove header ${place}`} icon={<X />} onClick={onRemove} />}
      </div>
      {(nameComplaint ?? valueComplaint) && (
        <p role="alert" className="pt-0.5 text-sm text-bad">
          {nameComplaint ?? valueComplaint}
        </p>
      )}
    </li>
  )
}
