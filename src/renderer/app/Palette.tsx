/** Ctrl K: find a command, an endpoint or a delivery by a few letters, or filter the deliveries by what was typed. */
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { CornerDownLeft, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { classes } from '../ui/classes.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { entriesFor, type PaletteEntry } from './palette-entries.ts'

export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const finalFocus = useReturnFocus()
  const entries = entriesFor(text)
  const current = Math.min(chosen, entries.length - 1)

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const run = (entry: PaletteEntry | undefined): void => {
    onClose()
    entry?.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      // A step goes around, a page ends at the ends.
      const next = current + by
      const last = entries.length - 1
      setChosen(
        Math.abs(by) === 1 ? (next + entries.length) % entries.length : Math.min(Math.max(next, 0), last),
      )
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(entries[current])
    }
  }

  return (
    <BaseDialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <BaseDialog.Popup
          finalFocus={finalFocus}
          className="fixed top-[14vh] left-1/2 z-40 flex max-h-[60vh] w-140 max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-lg bg-canvas shadow-float outline-none"
        >
          <BaseDialog.Title className="sr-only">Search and commands</BaseDialog.Title>
          <label className="flex items-center gap-2 border-b border-line px-3">
            <Search className="size-4 shrink-0 text-faint" aria-hidden />
            <input
              role="combobox"
              aria-expanded
              aria-controls="palette-list"
              aria-activedescendant={`palette-${current}`}
              aria-label="Search deliveries or type a command"
              // Not the dialog's own focus, which comes a frame later: who types on would lose a letter.
              autoFocus
              placeholder="A command, an endpoint, a delivery or its id"
              className="h-11 flex-1 bg-transparent text-lg outline-none placeholder:text-faint"
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setChosen(0)
              }}
              onKeyDown={onKeyDown}
            />
          </label>
          <ul
            ref={list}
            id="palette-list"
            role="listbox"
            aria-label="Commands"
            className="min-h-0 overflow-y-auto p-1"
          >
            {entries.map((entry, index) => (
              <li
                key={entry.key}
                id={`palette-${index}`}
                role="option"
                aria-selected={index === current}
                onMouseMove={() => setChosen(index)}
                onClick={() => run(entry)}
                className={classes(
                  'flex h-8 items-center gap-2 rounded-sm px-2.5',
                  index === current && 'bg-selected',
                )}
              >
                <span className="min-w-0 flex-1 truncate" title={entry.label}>
                  <Marked text={entry.label} marks={entry.marks} />
                </span>
                {entry.detail && <span className="shrink-0 text-sm text-muted">{entry.detail}</span>}
                {entry.chord && <Kbd chord={entry.chord} />}
                <CornerDownLeft
                  className={classes('size-3.5 text-faint', index !== current && 'invisible')}
                  aria-hidden
                />
              </li>
            ))}
          </ul>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

/** The letters that were typed stand out. */
function Marked({ text, marks }: { text: string; marks: readonly number[] }) {
  const pieces: { at: number; isMarked: boolean; text: string }[] = []
  for (let at = 0; at < text.length; at += 1) {
    const isMarked = marks.includes(at)
    const last = pieces.at(-1)
    if (last?.isMarked === isMarked) last.text += text[at] ?? ''
    else pieces.push({ at, isMarked, text: text[at] ?? '' })
  }
  return pieces.map((piece) =>
    piece.isMarked ? (
      <span key={piece.at} className="font-semibold text-accent-strong">
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  )
}
