/** One endpoint: how it is and why, what can be done, how its deliveries stand, and what is agreed for it. */
import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { deliveryStates } from '../../shared/model.ts'
import { agoText, countText, fullTime } from '../deliveries/format.ts'
import { useNow } from '../live/now.ts'
import { useLive } from '../live/store.ts'
import { classes } from '../ui/classes.ts'
import { copyText } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { StateMark, stateLabels } from '../ui/StateMark.tsx'
import { showToast } from '../ui/Toast.tsx'
import { showDeliveriesOf } from './actions.ts'
import { conditionColors, conditionOf, conditionSentence, conditionText } from './condition.ts'
import { ConditionMark } from './ConditionMark.tsx'
import { EndpointActions } from './EndpointActions.tsx'
import { FailureList } from './FailureList.tsx'
import { LastHour } from './LastHour.tsx'
import { optionFacts } from './option-facts.ts'
import { TestResult } from './TestResult.tsx'

export function EndpointPane({ endpoint }: { endpoint: EndpointDetail }) {
  const now = useNow()
  const { name, url, saved, health } = endpoint
  return (
    <section aria-label={`Endpoint ${name}`} className="flex h-full min-w-0 flex-col overflow-y-auto">
      <header className="flex flex-col gap-2 border-b border-line px-4 pt-2 pb-3">
        <div className="flex items-center gap-3">
          <h2 className="min-w-0 flex-1 truncate text-lg font-semibold select-text" title={name}>
            {name}
          </h2>
          <span
            className={classes(
              'inline-flex shrink-0 items-center gap-1.5 text-sm font-medium',
              conditionColors[conditionOf(endpoint)],
            )}
          >
            <ConditionMark endpoint={endpoint} named={false} />
            {conditionText(endpoint)}
          </span>
        </div>
        <div className="flex items-start gap-1">
          <span
            tabIndex={0}
            className="max-h-21 min-w-0 overflow-y-auto py-0.5 font-mono text-sm break-all text-muted select-text"
          >
            {url}
          </span>
          <IconButton
            label="Copy the URL"
            icon={<Copy />}
            onClick={() => void copyText(url).then(() => showToast({ about: 'copy', title: 'URL copied' }))}
          />
        </div>
        <p className="tabular text-sm text-muted">
          {conditionSentence(endpoint, now)}
          {!saved && ' Save it to give it a name, a pace and a breaker of its own.'}
        </p>
        <EndpointActions endpoint={endpoint} />
        <TestResult endpoint={endpoint} />
      </header>
      {health.failures.length > 0 && <FailureList health={health} />}
      <LastHour endpoint={endpoint} />
      <Tallies endpoint={endpoint} />
      <Options endpoint={endpoint} now={now} />
    </section>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="px-4 pt-3">
      <h3 className="pb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  )
}

function Tallies({ endpoint }: { endpoint: EndpointDetail }) {
  const { counts } = endpoint
  const states = deliveryStates.filter((state) => counts[state] > 0)
  return (
    <Part title="Deliveries">
      {states.length === 0 ? (
        <p className="text-sm text-faint">None.</p>
      ) : (
        <ul className="-mx-1 flex flex-wrap gap-x-1">
          {states.map((state) => (
            <li key={state}>
              <button
                type="button"
                onClick={() => showDeliveriesOf(endpoint, [state])}
                className="inline-flex h-6 items-center gap-1.5 rounded-sm px-1 text-sm hover:bg-hover"
              >
                <StateMark state={state} named={false} />
                <span className="tabular font-medium">{countText(counts[state])}</span>
                <span className="text-muted">{stateLabels[state].toLowerCase()}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

const zstdText = {
  unknown: 'not known yet',
  accepts: 'read',
  refuses: 'not read, bodies go out plain',
} as const

function Options({ endpoint, now }: { endpoint: EndpointDetail; now: number }) {
  const settings = useLive((live) => live.settings)
  const { options, lastUsedAt, createdAt, lastOutcome, zstdSupport } = endpoint
  const facts = optionFacts(options, settings)
  return (
    <Part title="Options">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 pb-4 text-sm">
        {facts.map(({ name, text, danger }) => (
          <div key={name} className={classes('contents', danger && 'text-bad')}>
            <dt className={danger ? 'font-medium' : 'text-faint'}>{name}</dt>
            <dd className={classes('tabular break-words select-text', danger && 'font-medium')}>{text}</dd>
          </div>
        ))}
        <dt className="text-faint">{facts.length === 0 ? 'Everything' : 'The rest'}</dt>
        <dd>as the settings say</dd>
        <dt className="text-faint">zstd</dt>
        <dd>{zstdText[zstdSupport]}</dd>
        <dt className="text-faint">Last used</dt>
        <dd className="tabular" title={fullTime(lastUsedAt)}>
          {lastOutcome === null ? 'never' : agoText(lastUsedAt, now)}
        </dd>
        <dt className="text-faint">Known since</dt>
        <dd className="tabular">{fullTime(createdAt)}</dd>
      </dl>
    </Part>
  )
}
