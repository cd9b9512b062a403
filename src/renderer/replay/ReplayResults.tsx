/** What has become of the replays that were asked for: a line each over the table, whose numbers lead to their deliveries. */
import { Repeat, X } from 'lucide-react'
import type { ReplaySummary, SeqSpan } from '../../shared/job.ts'
import type { DeliveryState } from '../../shared/model.ts'
import { countText, fullTime } from '../deliveries/format.ts'
import { setFilter } from '../live/deliveries.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { StateMark } from '../ui/StateMark.tsx'
import { dismissReplayResult, type ReplayResult, replayResults } from './replay-results.ts'

export function ReplayResults() {
  const results = replayResults()
  return results.map((result) => <Line key={result.at} result={result} />)
}

interface Part {
  key: keyof ReplaySummary
  mark: DeliveryState
  word: string
  states: DeliveryState[]
}

const parts: readonly Part[] = [
  { key: 'delivered', mark: 'delivered', word: 'delivered', states: ['delivered'] },
  {
    key: 'waiting',
    mark: 'queued',
    word: 'not done yet',
    states: ['scheduled', 'queued', 'sending', 'retrying', 'held'],
  },
  { key: 'failed', mark: 'failed', word: 'failed', states: ['failed'] },
  { key: 'canceled', mark: 'canceled', word: 'canceled', states: ['canceled'] },
]

const total = (summary: ReplaySummary): number =>
  summary.delivered + summary.waiting + summary.failed + summary.canceled

function Line({ result: { at, span, summary } }: { result: ReplayResult }) {
  if (!span || !summary) return null
  return (
    <div
      role="group"
      aria-label="Result of the replay"
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-1 border-b border-line bg-panel pr-2 pl-4 text-sm"
    >
      <Repeat className="mr-1 size-3.5 shrink-0 text-muted" aria-hidden />
      <button
        type="button"
        title={`Asked for at ${fullTime(at)}. Show all of them`}
        onClick={() => setFilter({ replays: span })}
        className="tabular mr-2 inline-flex h-6 items-center rounded-sm px-1 font-medium hover:bg-hover"
      >
        {countText(total(summary))} replayed
      </button>
      {parts
        .filter(({ key }) => summary[key] > 0)
        .map((part) => (
          <Count key={part.key} part={part} count={summary[part.key]} span={span} />
        ))}
      <span className="flex-1" />
      <IconButton
        label="Dismiss the result of the replay"
        icon={<X />}
        onClick={() => dismissReplayResult(at)}
      />
    </div>
  )
}

function Count({ part, count, span }: { part: Part; count: number; span: SeqSpan }) {
  const { mark, word, states } = part
  return (
    <button
      type="button"
      onClick={() => setFilter({ replays: span, states })}
      className="inline-flex h-6 items-center gap-1.5 rounded-sm px-1 hover:bg-hover"
    >
      <StateMark state={mark} named={false} />
      <span className="tabular font-medium">{countText(count)}</span>
      <span className="text-muted">{word}</span>
    </button>
  )
}
