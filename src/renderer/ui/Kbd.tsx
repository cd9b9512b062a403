/** A key or a chord as people read it: `Ctrl N`. On a Mac `Ctrl` is shown as the command key. */
const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')

/** `Ctrl N` -> `⌘ N` on a Mac; elsewhere unchanged. */
function chordText(chord: string): string {
  return isMac ? chord.replace('Ctrl', '⌘').replace('Shift', '⇧') : chord
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
