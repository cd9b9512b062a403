/** Ctrl K: find a command by a few letters, or filter the deliveries by what was typed. */
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { CornerDownLeft, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { changeFilter } from '../deliveries/filter/change-filter.ts'
import { targets } from '../deliveries/selection.ts'
import { liveStore } from '../live/store.ts'
import { classes } from '../ui/classes.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { openView } from '../views/view-actions.ts'
import { type Command, screenOf } from './command.ts'
import { commands } from './commands.ts'
import { goTo, navigation } from './navigation.ts'
import { shownChord } from './ShortcutsDialog.tsx'

interface Entry {
  label: string
  chord?: string
  run: () => void
}

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

  const run = (entry: Entry | undefined): void => {
    onClose()
    entry?.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0) {
      event.preventDefault()
      setChosen((current + by + entries.length) % entries.length)
    } else if (event.key === 'Enter') {
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
              placeholder="Search deliveries or type a command"
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
                key={entry.label}
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
                <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                {entry.chord && <Kbd chord={entry.chord} />}
                {index === current && <CornerDownLeft className="size-3.5 text-faint" aria-hidden />}
              </li>
            ))}
          </ul>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

/** Commands whose words begin with the typed ones come first; a search for the text is always there. */
function entriesFor(text: string): Entry[] {
  const wanted = text.trim().toLowerCase()
  const found = [
    ...commands
      .filter((command) => !command.keyOnly && fits(command, wanted) && makesSense(command))
      .map(entryOf),
    ...viewEntries().filter((entry) => fits(entry, wanted)),
  ]
  if (wanted === '') return found
  const search: Entry = {
    label: `Show deliveries with “${text.trim()}”`,
    run: () => {
      goTo('deliveries')
      changeFilter({ text: text.trim() })
    },
  }
  return [...found, search]
}

/** Commands about deliveries lead there; those of other screens are about what is chosen on them. */
function makesSense(command: Command): boolean {
  const { screen } = navigation.getState()
  if (command.group === 'Selected deliveries') return targets().length > 0
  if (command.group === 'All that the filter finds') return screen === 'deliveries'
  const own = screenOf(command)
  return own === null || own === 'deliveries' || own === screen
}

function viewEntries(): Entry[] {
  return liveStore
    .getState()
    .views.map((view) => ({ label: `Show view ${view.name}`, run: () => openView(view) }))
}

function fits(command: Pick<Command, 'label'>, wanted: string): boolean {
  const words = command.label.toLowerCase().split(' ')
  return wanted.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)))
}

function entryOf(command: Command): Entry {
  const chord = shownChord(command)
  return { label: command.label, run: command.run, ...(chord ? { chord } : {}) }
}
