/** One attempt in the list: its line, the notes on it, and when it is the chosen one all that is known of it. */
import { type Attempt, isUnknown } from '../../../../shared/model.ts'
import { classes } from '../../../ui/classes.ts'
import { bytesText, clockTime, fullTime, tookText } from '../../format.ts'
import { CertificateFacts } from '../CertificateFacts.tsx'
import { answerText, outcomeColors, outcomeText, sentNothing } from '../outcome.ts'
import { attemptNotes } from './attempt-notes.ts'
import { OutcomeMark } from './OutcomeMark.tsx'
import { pointAt } from './pointed-attempt.ts'
import { Waterfall } from './Waterfall.tsx'
import { WaterfallBar } from './WaterfallBar.tsx'

interface AttemptItemProps {
  attempt: Attempt
  index: number
  longestMs: number
  isChosen: boolean
  onChoose: (index: number) => void
}

export function AttemptItem({ attempt, index, longestMs, isChosen, onChoose }: AttemptItemProps) {
  const answer = answerText(attempt)
  return (
    <li className={classes('relative', isChosen && 'bg-selected-quiet')}>
      <button
        type="button"
        aria-expanded={isChosen}
        onClick={() => onChoose(index)}
        onFocus={() => pointAt(index)}
        onBlur={() => pointAt(null)}
        onMouseEnter={() => pointAt(index)}
        onMouseLeave={() => pointAt(null)}
        className={classes(
          'focus-inset grid w-full items-center gap-x-2 py-1 pr-4 pl-4 text-left text-sm',
          'grid-cols-[16px_20px_92px_minmax(0,164px)_minmax(48px,1fr)_56px]',
          '@max-[420px]:grid-cols-[16px_20px_58px_minmax(64px,100px)_minmax(24px,1fr)_56px]',
          !isChosen && 'hover:bg-hover',
        )}
      >
        <OutcomeMark outcome={attempt.outcome} />
        <span className="tabular text-right text-faint">{attempt.number}</span>
        <span className="tabular font-mono text-muted" title={fullTime(attempt.startedAt)}>
          {clockTime(attempt.startedAt).slice(0, 8)}
          <span className="@max-[420px]:hidden">{clockTime(attempt.startedAt).slice(8)}</span>
        </span>
        <span
          className={classes(
            'truncate font-medium @max-[420px]:whitespace-normal',
            outcomeColors[attempt.outcome],
          )}
          title={outcomeText(attempt)}
        >
          {answer}
          <span className="@max-[420px]:hidden">{outcomeText(attempt).slice(answer.length)}</span>
        </span>
        <WaterfallBar attempt={attempt} longestMs={longestMs} />
        <span className="tabular text-right whitespace-nowrap text-muted">
          {isUnknown(attempt) ? '–' : tookText(attempt.timings.totalMs)}
        </span>
      </button>
      <Notes attempt={attempt} />
      {isChosen && <AttemptFacts attempt={attempt} />}
    </li>
  )
}

function Notes({ attempt }: { attempt: Attempt }) {
  const notes = attemptNotes(attempt)
  if (notes.length === 0) return null
  return (
    <div className="pr-4 pb-1 pl-[52px] text-sm text-muted select-text">
      {notes.map((note) => (
        <p key={note} className="break-words">
          {note}
        </p>
      ))}
    </div>
  )
}

function AttemptFacts({ attempt }: { attempt: Attempt }) {
  return (
    <div className="flex flex-col gap-2 pt-0.5 pr-4 pb-2.5 pl-[52px] text-sm">
      {attempt.errorMessage && <p className="break-words text-fg select-text">{attempt.errorMessage}</p>}
      <Waterfall attempt={attempt} />
      <p className="tabular break-words text-faint select-text">{factsText(attempt)}</p>
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
