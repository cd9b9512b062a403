/** The pulse of the whole queue in one line: runs or rests, how much waits, how it goes. */
import { Pause, Play, Plus, Search, Unplug } from 'lucide-react'
import { setPaused } from '../deliveries/actions.ts'
import { countText, tookText } from '../deliveries/format.ts'
import { JobsIndicator } from '../jobs/JobsIndicator.tsx'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { composeChord } from './compose-chord.ts'
import { Logo } from './Logo.tsx'
import { goTo, openOverlay } from './navigation.ts'
import { Sparkline } from './Sparkline.tsx'

export function HeaderStrip() {
  return (
    <header className="@container shrink-0 border-b border-line bg-panel">
      <div className="flex h-11 items-center gap-4 px-3">
        <h1 className="inline-flex shrink-0 items-center gap-2 font-semibold">
          <Logo />
          <span className="@max-[960px]:hidden">Webhook Dispatcher</span>
        </h1>
        <QueueSwitch />
        <Numbers />
        <div className="flex shrink-0 items-center gap-2">
          <JobsIndicator />
          <Button
            icon={<Search />}
            aria-keyshortcuts="Control+K"
            className="gap-1.5 text-muted!"
            onClick={() => openOverlay({ kind: 'palette' })}
          >
            <span className="mr-3 font-normal @max-[1100px]:sr-only">
              Search<span className="sr-only"> and commands</span>
            </span>
            <span aria-hidden className="inline-flex">
              <Kbd chord="Ctrl K" />
            </span>
          </Button>
          <Tooltip text="Compose and send an event" shortcut={composeChord}>
            <Button variant="primary" icon={<Plus />} onClick={() => openOverlay({ kind: 'compose' })}>
              New event
            </Button>
          </Tooltip>
        </div>
      </div>
    </header>
  )
}

function QueueSwitch() {
  const { lifecycle, paused, fault } = useLive((live) => live.queue)
  const isLost = useLive((live) => live.phase === 'lost')
  if (isLost) return <Disconnected />
  const stopping = lifecycle === 'stopping' || lifecycle === 'stopped'
  const broken = fault !== null && !stopping && !paused
  const word = stopping ? 'Stopping' : paused ? 'Paused' : broken ? 'Not sending' : 'Running'
  return (
    <Tooltip text={paused ? 'Resume the queue' : 'Pause the queue'} shortcut="P">
      <button
        type="button"
        role="switch"
        aria-checked={!paused}
        aria-label="Queue"
        disabled={stopping}
        onClick={() => void setPaused(!paused)}
        className={classes(
          'group inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full border px-2 text-sm font-medium transition-colors select-none',
          broken
            ? 'border-bad/40 bg-bad-wash text-bad'
            : paused || stopping
              ? 'border-warn/40 bg-warn-wash text-warn'
              : 'border-edge bg-raised text-fg hover:bg-hover',
        )}
      >
        {paused ? (
          <Pause className="size-3 fill-current" aria-hidden />
        ) : (
          <span
            className={classes('mx-0.5 size-2', broken ? 'rounded-sm bg-bad' : 'rounded-full bg-good')}
            aria-hidden
          />
        )}
        {word}
        {paused ? (
          <Play className="ml-1 size-3" aria-hidden />
        ) : (
          <Pause className="ml-1 size-3 text-faint group-hover:text-fg" aria-hidden />
        )}
      </button>
    </Tooltip>
  )
}

/** Whether the queue runs is not known, and it cannot be switched. */
function Disconnected() {
  return (
    <span className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full border border-edge px-2 text-sm font-medium text-muted select-none">
      <Unplug className="size-3" aria-hidden />
      Disconnected
    </span>
  )
}

/** As many as there is room for: what does not fit wraps to a second line, which is cut off. */
function Numbers() {
  return (
    <div className="flex h-11 min-w-0 flex-1 flex-wrap gap-x-4 overflow-hidden">
      <Waiting />
      <Health />
    </div>
  )
}

/** What is on its way; numbers that are zero are quiet. */
function Waiting() {
  const counts = useLive((live) => live.counts)
  return (
    <dl className="contents">
      <Number name="queued" value={countText(counts.queued)} strong={counts.queued > 0} />
      <Number name="sending" value={countText(counts.sending)} strong={counts.sending > 0} />
      <Number name="retrying" value={countText(counts.retrying)} strong={counts.retrying > 0} />
      {counts.held > 0 && <Number name="held" value={countText(counts.held)} strong />}
    </dl>
  )
}

/** The last five minutes. */
function Health() {
  const pulse = useLive((live) => live.pulse)
  const { successRate, p95Ms, buckets } = pulse
  return (
    <>
      <dl
        className="flex h-11 shrink-0 items-center gap-4 before:h-4 before:w-px before:bg-line before:content-['']"
        title="Of the attempts of the last five minutes"
      >
        <Number name="attempts ok" value={rateText(successRate)} strong={successRate !== null} />
        <Number name="p95" value={p95Ms === null ? '–' : tookText(p95Ms)} strong={p95Ms !== null} />
      </dl>
      <Tooltip text="The last five minutes: open the pulse" shortcut="G P">
        <button
          type="button"
          aria-label="Open the pulse"
          onClick={() => goTo('pulse')}
          className="my-auto flex h-8 shrink-0 items-center rounded-sm px-1 hover:bg-hover @max-[980px]:hidden"
        >
          <Sparkline buckets={buckets} />
        </button>
      </Tooltip>
    </>
  )
}

/** Full marks only when nothing failed: 99.96 % is not rounded up. */
function rateText(rate: number | null): string {
  if (rate === null) return '–'
  return rate === 1 ? '100 %' : `${(Math.floor(rate * 1_000) / 10).toFixed(1)} %`
}

interface NumberProps {
  name: string
  value: string
  strong: boolean
}

function Number({ name, value, strong }: NumberProps) {
  return (
    <div className="flex h-11 shrink-0 items-center gap-1.5 whitespace-nowrap">
      <dd className={classes('tabular order-first', strong ? 'font-semibold' : 'text-faint')}>{value}</dd>
      <dt className="text-sm text-muted">{name}</dt>
    </div>
  )
}
