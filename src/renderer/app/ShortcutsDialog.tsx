/** All keys, from the table that the keyboard uses. */
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Command, commandGroups } from './command.ts'
import { commands } from './commands.ts'
import { composeChord } from './compose-chord.ts'

const withKeys = commands.filter(({ chords }) => chords.length > 0)
const groups = commandGroups.filter((name) => withKeys.some(({ group }) => group === name))

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog size="lg" title="Keys" onClose={onClose}>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(220px,1fr))] gap-x-8 gap-y-6">
        {groups.map((group) => (
          <section key={group}>
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
                    <dd>
                      <Kbd chord={shownChord(command)} />
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

/** The chord to show for a command. */
export function shownChord({ chords }: Command): string {
  return chords.find((chord) => chord === composeChord) ?? chords[0] ?? ''
}
