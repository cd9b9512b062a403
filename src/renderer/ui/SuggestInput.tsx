/**
 * A line of text with suggestions below it. Whatever is typed stands; a suggestion is only a shorter way to the same
 * text. Inside a `Field` it is labelled and marked as invalid by it.
 * A list of its own, because the toolkit's hides the rest of the page from screen readers while it is open.
 */
import { Input } from '@base-ui/react/input'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { classes } from './classes.ts'
import { inputLook } from './TextInput.tsx'

/** A suggestion that is more than its text. */
export interface Suggestion {
  text: string
  /** Quietly behind it; it is searched too. */
  detail?: string
  /** What choosing it does instead of taking over its text. */
  choose?: () => void
}

interface SuggestInputProps {
  value: string
  onChange: (value: string) => void
  /** In the order in which they are offered; those that hold what is typed are shown. */
  suggestions: readonly (string | Suggestion)[]
  placeholder?: string
  /** The accessible name where no `Field` gives one. */
  label?: string
  /** Spaces at the ends go when a text is pasted and when the field is left. */
  trimmed?: boolean
  inputRef?: Ref<HTMLInputElement> | undefined
  /** Takes a pasted text instead of the field; false leaves it to that. */
  onPaste?: (text: string) => boolean
}

/** More would hide what is below and help nobody. */
const mostShown = 8

export function SuggestInput({
  value,
  onChange,
  suggestions,
  placeholder,
  label,
  trimmed = false,
  inputRef,
  onPaste,
}: SuggestInputProps) {
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const id = useId()
  const matches = open ? matching(suggestions, value) : []
  const isShown = matches.length > 0
  const field = useRef<HTMLSpanElement>(null)
  const choose = ({ text, choose: act }: Suggestion): void => {
    if (act) act()
    else onChange(text)
    setOpen(false)
  }
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = matches[active]
    if (step !== 0) {
      setOpen(true)
      setActive(isShown ? (active + step + matches.length + 1) % (matches.length + 1) : -1)
    } else if (event.key === 'Enter' && chosen !== undefined && !event.ctrlKey && !event.metaKey)
      choose(chosen)
    else if (event.key === 'Escape' && isShown) {
      // The dialog around it stays.
      event.stopPropagation()
      setOpen(false)
    } else return
    event.preventDefault()
  }
  return (
    <span ref={field} className="relative w-full min-w-0">
      <Input
        ref={inputRef}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}list`}
        aria-activedescendant={matches[active] === undefined ? undefined : `${id}${active}`}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onValueChange={(next, { event }) => {
          const pasted = event instanceof InputEvent && event.inputType === 'insertFromPaste'
          onChange(trimmed && pasted ? next.trim() : next)
          setOpen(true)
          setActive(-1)
        }}
        onClick={() => setOpen(true)}
        onPaste={(event) => {
          if (onPaste?.(event.clipboardData.getData('text/plain'))) event.preventDefault()
        }}
        onBlur={() => {
          setOpen(false)
          if (trimmed && value !== value.trim()) onChange(value.trim())
        }}
        onKeyDown={press}
        className={classes(inputLook, 'h-7 px-2 font-mono text-sm')}
      />
      <Popup id={`${id}list`} field={field} isShown={isShown} onMoved={() => setOpen(false)}>
        {matches.map((match, index) => (
          <div
            key={`${match.text} ${match.detail ?? ''}`}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(match)}
            className={classes(
              'flex h-7 items-center gap-2 rounded-sm px-1.5 text-sm select-none',
              index === active && 'bg-press',
            )}
          >
            <span className={classes('truncate', match.choose ? 'shrink-0 font-medium' : 'font-mono')}>
              {match.text}
            </span>
            {match.detail && <span className="truncate font-mono text-faint">{match.detail}</span>}
          </div>
        ))}
      </Popup>
    </span>
  )
}

interface PopupProps {
  id: string
  field: RefObject<HTMLElement | null>
  isShown: boolean
  /** What it stands at has moved away. */
  onMoved: () => void
  children: ReactNode
}

/**
 * In the browser's top layer, so that no pane cuts it off. Placed by hand: anchors in style sheets miss the field when
 * it stands in a moved box, as dialogs are, in browsers as old as Chromium 130.
 */
function Popup({ id, field, isShown, onMoved, children }: PopupProps) {
  const moved = useEffectEvent(onMoved)
  const popup = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!isShown || !popup.current || !field.current) return
    const shown = popup.current
    shown.showPopover()
    place(shown, field.current)
    const standsIn = field.current
    const away = (event: Event): void => {
      // A long text scrolls inside its own field.
      if (!(event.target instanceof Node) || !standsIn.contains(event.target)) moved()
    }
    window.addEventListener('scroll', away, true)
    window.addEventListener('resize', away)
    return () => {
      window.removeEventListener('scroll', away, true)
      window.removeEventListener('resize', away)
      shown.hidePopover()
    }
  }, [isShown, field])
  return (
    <div
      ref={popup}
      id={id}
      popover="manual"
      role="listbox"
      aria-label="Suggestions"
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      className="inset-auto m-0 rounded-md bg-raised p-1 text-fg shadow-float"
    >
      {children}
    </div>
  )
}

const gapPx = 4

/** Below the field, or above it where the window ends before the list does. */
function place(popup: HTMLElement, field: HTMLElement): void {
  const { left, top, bottom, width } = field.getBoundingClientRect()
  popup.style.width = `${width}px`
  const height = popup.offsetHeight
  const below = bottom + gapPx + height <= window.innerHeight
  popup.style.left = `${left}px`
  popup.style.top = `${below ? bottom + gapPx : top - gapPx - height}px`
}

/** An exact match is no suggestion. */
function matching(suggestions: readonly (string | Suggestion)[], typed: string): Suggestion[] {
  const wanted = typed.toLowerCase()
  return suggestions
    .map((suggestion): Suggestion => (typeof suggestion === 'string' ? { text: suggestion } : suggestion))
    .filter(({ text, detail = '', choose }) => {
      if (!choose && text === typed) return false
      return text.toLowerCase().includes(wanted) || detail.toLowerCase().includes(wanted)
    })
    .slice(0, mostShown)
}
