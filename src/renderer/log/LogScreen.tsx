/** The engine's log: what it did, warnings and defects, as it is written, or standing still to be read. */
import { ArrowDownToLine, Copy, FolderOpen, RotateCw, Search } from 'lucide-react'
import { useEffect } from 'react'
import type { LogLevel } from '../../shared/log.ts'
import { goTo } from '../app/navigation.ts'
import { agoText, countText } from '../deliveries/format.ts'
import { bridge } from '../host/bridge.ts'
import { useNow } from '../live/now.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { copyNamed } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { chosenLines, lineText } from './log-lines.ts'
import { findInLog, logTextId, logView, readLog, refreshLog, toggleFollows } from './log-view.ts'
import { LogTable } from './LogTable.tsx'

/** While it is followed. */
const everyMs = 1_000

export function LogScreen() {
  const { lines, failure, level, text } = logView()
  useFollowing()
  const shown = lines ? chosenLines(lines, { level, text }) : []
  return (
    <div className="flex h-full flex-col">
      <Toolbar copied={shown.map(lineText)} />
      {failure && (
        <p role="alert" className="border-b border-line bg-bad-wash px-4 py-1.5 text-sm text-bad">
          The log could not be read: {failure.message}
        </p>
      )}
      {lines === null ? (
        <div className="flex-1" aria-busy={failure === null} />
      ) : shown.length === 0 ? (
        <Nothing isEmpty={lines.length === 0} />
      ) : (
        <LogTable lines={shown} />
      )}
    </div>
  )
}

function useFollowing(): void {
  const follows = logView((view) => view.follows)
  useEffect(refreshLog, [])
  useEffect(() => {
    if (!follows) return
    const timer = setInterval(() => {
      if (!document.hidden) void readLog()
    }, everyMs)
    return () => clearInterval(timer)
  }, [follows])
}

const levels: SelectOption<Exclude<LogLevel, 'off'>>[] = [
  { value: 'debug', label: 'All lines' },
  { value: 'info', label: 'Info and worse' },
  { value: 'warn', label: 'Warnings and worse' },
  { value: 'error', label: 'Errors' },
]

function Toolbar({ copied }: { copied: string[] }) {
  const { level, text, busy, follows } = logView()
  return (
    <div role="search" className="@container shrink-0 border-b border-line">
      <div className="flex h-10 items-center gap-2 pr-3 pl-4">
        <h1 className="text-base font-semibold">Log</h1>
        <TextInput
          id={logTextId}
          aria-label="Filter the log"
          placeholder="Filter by text"
          value={text}
          size="sm"
          icon={<Search />}
          className="ml-2 max-w-72 min-w-24 flex-1"
          onChange={findInLog}
          onKeyDown={(event) => {
            if (event.key === 'Escape') findInLog('')
          }}
        />
        <Select
          label="Level"
          size="sm"
          className="shrink-0"
          value={level}
          options={levels}
          onChange={(next) => logView.setState({ level: next, chosen: null })}
        />
        <span className="flex-1" />
        <Age count={copied.length} />
        <Button
          aria-pressed={follows}
          title="New lines are shown as they are written (F)"
          icon={<ArrowDownToLine />}
          className={follows ? 'bg-press!' : ''}
          onClick={toggleFollows}
        >
          Follow
        </Button>
        <IconButton
          label="Read it again"
          shortcut="R"
          icon={<RotateCw />}
          disabled={busy && !follows}
          onClick={refreshLog}
        />
        <IconButton
          label="Copy the lines shown"
          icon={<Copy />}
          disabled={copied.length === 0}
          onClick={() => copyNamed(`${countText(copied.length)} lines`, `${copied.join('\n')}\n`)}
        />
        {bridge.host === 'electron' && (
          <IconButton
            label="Open the folder of the log"
            icon={<FolderOpen />}
            onClick={() => bridge.openFolder('logs')}
          />
        )}
      </div>
    </div>
  )
}

function Age({ count }: { count: number }) {
  const now = useNow()
  const { readAt, follows } = logView()
  if (readAt === 0) return null
  return (
    <span role="status" className="tabular truncate text-sm text-faint">
      {`${countText(count)} ${count === 1 ? 'line' : 'lines'}`}
      {!follows && (
        <span className="@max-[760px]:hidden">
          {`, read ${now - readAt < 2_000 ? 'just now' : agoText(readAt, now)}`}
        </span>
      )}
    </span>
  )
}

function Nothing({ isEmpty }: { isEmpty: boolean }) {
  const level = useLive((live) => live.settings.logLevel)
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <p className="text-muted">
        {!isEmpty
          ? 'No line of the log is found by this.'
          : level === 'off'
            ? 'The log is off.'
            : 'Nothing is in the log yet.'}
      </p>
      {isEmpty ? (
        level === 'off' && <Button onClick={() => goTo('settings')}>Go to the settings</Button>
      ) : (
        <Button onClick={() => logView.setState({ text: '', level: 'debug', chosen: null })}>
          Show all lines
        </Button>
      )}
    </div>
  )
}
