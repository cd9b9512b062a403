/** How an endpoint is, as a small shape: each condition has its own, so that no one depends on colour. */
import type { EndpointSummary } from '../../shared/endpoint.ts'
import { classes } from '../ui/classes.ts'
import { type Condition, conditionColors, conditionOf, conditionText } from './condition.ts'

interface ConditionMarkProps {
  endpoint: EndpointSummary
  /** False where the condition stands beside it in words. */
  named?: boolean
}

export function ConditionMark({ endpoint, named = true }: ConditionMarkProps) {
  const condition = conditionOf(endpoint)
  const isInterrupted = condition === 'healthy' && endpoint.lastOutcome === 'interrupted'
  return (
    <svg
      viewBox="0 0 14 14"
      className={classes('size-3.5 shrink-0', isInterrupted ? 'text-warn' : conditionColors[condition])}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(named
        ? { role: 'img', 'aria-label': isInterrupted ? 'Interrupted last' : conditionText(endpoint) }
        : { 'aria-hidden': true })}
    >
      {isInterrupted ? <path d="M7 3.5 10.5 10h-7z" /> : <Shape condition={condition} />}
    </svg>
  )
}

function Shape({ condition }: { condition: Condition }) {
  switch (condition) {
    case 'healthy':
      return <circle cx="7" cy="7" r="3.5" fill="currentColor" stroke="none" />
    case 'unused':
      return <circle cx="7" cy="7" r="3" />
    case 'failing':
      return <path d="m4 4 6 6m0-6-6 6" strokeWidth="2" />
    case 'paused':
      return <path d="M5 3.5v7M9 3.5v7" strokeWidth="2" />
    case 'gone':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <path d="M5.5 5v4M8.5 5v4" />
        </>
      )
    case 'broken':
      // A switch that stands open.
      return (
        <>
          <path d="M1 9h3.5L9 4.5M10.5 9H13" strokeWidth="1.75" />
        </>
      )
    case 'refused':
      return <circle cx="7" cy="7" r="4.75" strokeDasharray="1.6 2.5" />
  }
}
