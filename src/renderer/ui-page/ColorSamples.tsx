/** The tokens of `ui/theme.css`: grounds with the text colours that stand on them. */

const grounds = [
  'bg-canvas',
  'bg-panel',
  'bg-raised',
  'bg-sunken',
  'bg-hover',
  'bg-press',
  'bg-selected',
  'bg-selected-quiet',
  'bg-good-wash',
  'bg-warn-wash',
  'bg-bad-wash',
  'bg-busy-wash',
]
const texts = [
  'text-fg',
  'text-muted',
  'text-faint',
  'text-accent',
  'text-good',
  'text-warn',
  'text-bad',
  'text-busy',
]

export function ColorSamples() {
  return (
    <ul className="flex flex-col gap-1">
      {grounds.map((ground) => (
        <li key={ground} className={`flex items-baseline gap-3 border border-line px-2 ${ground}`}>
          <code className="w-32 shrink-0 font-mono text-sm">{ground.slice(3)}</code>
          {textsOn(ground).map((text) => (
            <span key={text} className={`text-sm ${text}`}>
              {text.slice(5)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** A wash carries its own colour and the plain text. */
function textsOn(ground: string): string[] {
  const wash = /^bg-(\w+)-wash$/.exec(ground)?.[1]
  return wash ? ['text-fg', `text-${wash}`] : texts
}
