/** All keys, by screen, from the table that the keyboard uses. */
import { bridge } from '../host/bridge.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Command, commandGroups } from './command.ts'
import { commands } from './commands.ts'

const leavingText = 'From the text of the filter Enter or ↓ leads to its rows, Esc to the table.'

const withKeys = commands.filter(({ chords }) => chords.length > 0)
const groups = commandGroups.filter((name) => withKeys.some(({ group }) => group === name))

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      size="lg"
      title="Keys"
      description={
        bridge.host === 'browser'
          ? `None counts while something is typed. ${leavingText} Your browser keeps Ctrl N for itself: here it is N.`
          : `None counts while something is typed, but for those with Ctrl. ${leavingText}`
      }
      onClose={onClose}
    >
      {/* It takes the focus, so that the arrow keys scroll it. */}
      <div tabIndex={0} role="region" aria-label="All keys" className="focus-inset columns-2 gap-x-8">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid-column">
            <h3 className="mb-1 text-sm font-semibold">{group}</h3>
            <dl>
              {withKeys
                .filter((command) => command.group === group)
                .map((command) => (
                  <div
                    key={command.label}
                    className="flex min-h-7 items-center justify-between gap-4 border-b border-line/60"
                  >
                    <dt className="text-muted">{command.label}</dt>
                    <dd className="flex shrink-0 items-center gap-1.5 text-xs text-faint">
                      <Chords command={command} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** All of them, but for what the browser does not give away. */
function Chords({ command }: { command: Command }) {
  const own = command.chords.filter((chord) => bridge.host === 'electron' || chord !== 'Ctrl N')
  return own.map((chord, index) => (
    <span key={chord} className="flex items-center gap-1.5">
      {index > 0 && 'or'}
      <Kbd chord={chord} />
    </span>
  ))
}
