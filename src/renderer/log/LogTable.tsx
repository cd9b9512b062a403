/** Lines of the log, oldest first and at its end, a day after the other. What stands in it can be selected as text. */
import { useLayoutEffect, useRef } from 'react'
import type { LogLine } from '../../shared/log.ts'
import { clockTime } from '../deliveries/format.ts'
import { classes } from '../ui/classes.ts'
import { ItemsMenu } from '../ui/ItemsMenu.tsx'
import { openDelivery } from '../deliveries/show.ts'
import { lineMenu } from './line-menu.tsx'
import { byDay, factsText } from './log-lines.ts'
import { chooseLine, logView, setFollows } from './log-view.ts'

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** So near to its end it is at its end. */
const endPx = 40

export function LogTable({ lines }: { lines: readonly LogLine[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const { chosen, follows, toEnd } = logView()
  // The latest line is what people come for; what is looked at stays in sight.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    if (chosen === null && toEnd > 0) element.scrollTop = element.scrollHeight
    else if (chosen !== null)
      element.querySelector(`[data-item="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, toEnd])
  const menuOf = (item: string) => {
    const line = lines[Number(item)]
    if (!line) return []
    chooseLine(Number(item))
    return lineMenu(line)
  }
  return (
    <ItemsMenu itemsOf={menuOf} current={String(chosen ?? lines.length - 1)}>
      <div
        ref={scroller}
        role="region"
        aria-label="Log"
        // A scroll area that the keyboard must reach.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget: at }) => {
          if (follows && at.scrollTop < at.scrollHeight - at.clientHeight - endPx) setFollows(false)
        }}
        className="focus-inset min-h-0 flex-1 overflow-y-auto pb-1 select-text"
      >
        {byDay(lines).map(({ at, from, lines: ofDay }) => (
          <section key={at} aria-label={day.format(at)}>
            <h2 className="sticky top-0 bg-canvas px-4 py-1 text-xs text-faint">{day.format(at)}</h2>
            <ol>
              {ofDay.map((line, index) => (
                // Lines have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <Line key={index} line={line} index={from + index} isChosen={from + index === chosen} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </ItemsMenu>
  )
}

const colors: Readonly<Record<LogLine['level'], string>> = {
  error: 'text-bad',
  warn: 'text-warn',
  info: 'text-muted',
  debug: 'text-faint',
}

interface LineProps {
  line: LogLine
  /** Among those shown. */
  index: number
  isChosen: boolean
}

function Line({ line, index, isChosen }: LineProps) {
  const { at, level, message, error, facts } = line
  // The link leads to the event; its id is copied and searched with the line.
  const { deliveryId, eventId, ...others } = facts
  const said = factsText(deliveryId === undefined ? { eventId: eventId ?? null, ...others } : others)
  return (
    <li
      data-item={index}
      aria-current={isChosen || undefined}
      onClick={() => chooseLine(index)}
      className={classes(
        'grid grid-cols-[92px_44px_minmax(0,1fr)] gap-x-3 px-4 py-0.5 text-sm',
        isChosen ? 'bg-selected' : level === 'error' ? 'bg-bad-wash' : 'hover:bg-hover',
      )}
    >
      <span className="tabular font-mono text-faint">{clockTime(at)}</span>
      <span className={classes('font-medium', colors[level])}>{level}</span>
      <span className="min-w-0 break-words">
        <span className={level === 'debug' ? 'text-muted' : ''}>{message}</span>
        {said && <span className="ml-2 font-mono text-faint">{said}</span>}
        {typeof deliveryId === 'string' && <DeliveryLink id={deliveryId} />}
        {error !== null && (
          <pre className="mt-0.5 max-h-60 overflow-auto font-mono text-sm whitespace-pre-wrap text-muted">
            {error}
          </pre>
        )}
      </span>
    </li>
  )
}

function DeliveryLink({ id }: { id: string }) {
  return (
    <button
      type="button"
      className="ml-2 rounded-sm text-accent-strong underline-offset-2 hover:underline"
      onClick={() => openDelivery(id)}
    >
      delivery
    </button>
  )
}
