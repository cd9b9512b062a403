/** The attempts of a delivery from the first to the last one planned, on one rail. The chosen one shows its details. */
import type { EndpointSummary } from '../../../shared/endpoint.ts'
import { type Attempt, type DeliveryDetail, isUnknown } from '../../../shared/model.ts'
import { classes } from '../../ui/classes.ts'
import { bytesText, clockTime, fullTime, tookText } from '../format.ts'
import { CertificateFacts } from './CertificateFacts.tsx'
import { outcomeColors, outcomeText, sentNothing } from './outcome.ts'
import { PlannedAttempts } from './PlannedAttempts.tsx'
import { phasesOf, TimingBar } from './TimingBar.tsx'

interface TimelineProps {
  detail: DeliveryDetail
  /** Where it goes; null while that is not known. */
  endpoint: EndpointSummary | null
  /** Index of the chosen attempt, -1 when there is none. */
  chosen: number
  onChoose: (index: number) => void
}

/** Attempts that are listed at once: a delivery that never gives up has thousands. */
const mostListed = 200

export function Timeline({ detail, endpoint, chosen, onChoose }: TimelineProps) {
  const { attempts } = detail
  const longestMs = Math.max(...attempts.slice(-mostListed).map((attempt) => attempt.timings.totalMs), 1)
  const left = Math.max(0, attempts.length - mostListed)
  return (
    <div className="@container min-h-0 flex-1 overflow-y-auto py-2">
      <ol className="relative">
        {left > 0 && (
          <li className="px-4 pb-2 text-sm text-muted">{left} earlier attempts are not listed.</li>
        )}
        {attempts.slice(left).map((attempt, index) => (
          <AttemptItem
            // Numbers repeat after an interruption; times do not.
            key={attempt.startedAt * 1_000 + index}
            attempt={attempt}
            longestMs={longestMs}
            isChosen={left + index === chosen}
            onChoose={() => onChoose(left + index)}
          />
        ))}
        <PlannedAttempts detail={detail} endpoint={endpoint} />
      </ol>
    </div>
  )
}

interface AttemptItemProps {
  attempt: Attempt
  longestMs: number
  isChosen: boolean
  onChoose: () => void
}

function AttemptItem({ attempt, longestMs, isChosen, onChoose }: AttemptItemProps) {
  return (
    <li className={classes('relative', isChosen && 'bg-selected-quiet')}>
      <button
        type="button"
        aria-expanded={isChosen}
        onClick={onChoose}
        className={classes(
          'focus-inset grid w-full grid-cols-[16px_20px_92px_minmax(0,1fr)_64px_52px] @max-[400px]:grid-cols-[16px_20px_60px_minmax(0,1fr)_52px] items-center gap-x-2 py-1 pr-4 pl-4 text-left text-sm',
          !isChosen && 'hover:bg-hover',
        )}
      >
        <RailDot outcome={attempt.outcome} />
        <span className="tabular text-right text-faint">{attempt.number}</span>
        <span className="tabular font-mono text-muted" title={fullTime(attempt.startedAt)}>
          {clockTime(attempt.startedAt).slice(0, 8)}
          <span className="@max-[400px]:hidden">{clockTime(attempt.startedAt).slice(8)}</span>
        </span>
        <span className={classes('truncate font-medium', outcomeColors[attempt.outcome])}>
          {outcomeText(attempt)}
        </span>
        <span className="@max-[400px]:hidden">
          <TimingBar timings={attempt.timings} longestMs={longestMs} />
        </span>
        <span className="tabular text-right text-muted">
          {isUnknown(attempt) ? '–' : tookText(attempt.timings.totalMs)}
        </span>
      </button>
      {isChosen && <AttemptFacts attempt={attempt} />}
    </li>
  )
}

function RailDot({ outcome }: { outcome: Attempt['outcome'] }) {
  return (
    <svg viewBox="0 0 14 14" className={classes('size-3.5', outcomeColors[outcome])} aria-hidden>
      {outcome === 'delivered' && <circle cx="7" cy="7" r="4.5" fill="currentColor" />}
      {outcome === 'failed' && <rect x="3" y="3" width="8" height="8" rx="1.5" fill="currentColor" />}
      {outcome === 'interrupted' && (
        <path
          d="M7 2.5 11.5 11h-9z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      )}
    </svg>
  )
}

function AttemptFacts({ attempt }: { attempt: Attempt }) {
  return (
    <div className="flex flex-col gap-1.5 pt-0.5 pr-4 pb-2.5 pl-[68px] text-sm">
      {attempt.errorMessage && <p className="break-words text-fg select-text">{attempt.errorMessage}</p>}
      {attempt.note && <p className="break-words text-muted select-text">{attempt.note}</p>}
      <ul className="flex flex-wrap gap-x-3 gap-y-1 text-muted">
        {phasesOf(attempt.timings).map((phase) => (
          <li key={phase.name} className="tabular inline-flex items-center gap-1.5">
            <span className={classes('size-2 rounded-sm', phase.color)} aria-hidden />
            {phase.name} {tookText(phase.ms)}
          </li>
        ))}
      </ul>
      <p className="tabular text-faint">{factsText(attempt)}</p>
      {attempt.certificate && (
        <CertificateFacts certificate={attempt.certificate} shownAt={attempt.startedAt} />
      )}
    </div>
  )
}

/** `HTTP/1.1 · 127.0.0.1:3000 · sent 1.2 kB zstd · received 512 B` */
function factsText(attempt: Attempt): string {
  const { httpVersion, remoteAddress, tlsProtocol, responseBytes } = attempt
  const answered = attempt.statusCode !== null
  return [
    httpVersion && `HTTP/${httpVersion.replace(/^HTTP\//i, '')}`,
    tlsProtocol,
    remoteAddress,
    sentText(attempt),
    answered && `received ${bytesText(responseBytes)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function sentText(attempt: Attempt): string {
  const { requestBytes, contentEncoding } = attempt
  if (isUnknown(attempt)) return 'how much was sent is not known'
  if (sentNothing(attempt)) return 'nothing was sent'
  return `sent ${bytesText(requestBytes)}${contentEncoding ? ` ${contentEncoding}` : ''}`
}
