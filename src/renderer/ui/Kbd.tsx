/** A key or a chord as people read it: `Ctrl N`. On a Mac `Ctrl` is shown as the command key. */
const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')

const arrows: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑' }

/** `Ctrl N` -> `⌘ N` on a Mac. */
function chordText(chord: string): string {
  const text = chord.replace(/Arrow\w+/, (name) => arrows[name] ?? name)
  return isMac ? text.replace('Ctrl', '⌘').replace('Shift', '⇧') : text
}

export function Kbd({ chord }: { chord: string }) {
  return (
    <kbd className="inline-flex gap-0.5 font-sans text-xs text-faint">
      {chordText(chord)
        .split(' ')
        .map((key) => (
          <span
            key={key}
            className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-line bg-panel px-1 leading-none"
          >
            {key}
          </span>
        ))}
    </kbd>
  )
}
