/**
 * A line of text with suggestions below it. Whatever is typed stands; a suggestion is only a shorter way to the same
 * text. Inside a `Field` it is labelled and marked as invalid by it.
 */
import { Autocomplete } from '@base-ui/react/autocomplete'
import type { Ref } from 'react'
import { classes } from './classes.ts'
import { inputLook } from './TextInput.tsx'

interface SuggestInputProps {
  value: string
  onChange: (value: string) => void
  /** In the order in which they are offered; those that hold what is typed are shown. */
  suggestions: readonly string[]
  placeholder?: string
  mono?: boolean
  inputRef?: Ref<HTMLInputElement> | undefined
}

/** More would hide what is below and help nobody. */
const mostShown = 8

export function SuggestInput({
  value,
  onChange,
  suggestions,
  placeholder,
  mono,
  inputRef,
}: SuggestInputProps) {
  return (
    <Autocomplete.Root
      items={suggestions}
      value={value}
      onValueChange={(next) => onChange(next)}
      filter={(item: string, query: string) =>
        item !== query && item.toLowerCase().includes(query.toLowerCase())
      }
      limit={mostShown}
      openOnInputClick
    >
      <Autocomplete.Input
        ref={inputRef}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        className={classes(inputLook, 'h-7 px-2', mono ? 'font-mono text-sm' : 'text-base')}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} className="z-50 outline-none data-empty:hidden">
          <Autocomplete.Popup className="max-h-(--available-height) w-(--anchor-width) overflow-auto rounded-md bg-raised p-1 shadow-float outline-none">
            <Autocomplete.List>
              {(item: string) => (
                <Autocomplete.Item
                  key={item}
                  value={item}
                  className={classes(
                    'flex h-7 items-center rounded-sm px-2 outline-none select-none data-highlighted:bg-press',
                    mono ? 'font-mono text-sm' : 'text-base',
                  )}
                >
                  <span className="truncate">{item}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
