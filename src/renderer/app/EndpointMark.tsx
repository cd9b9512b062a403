/** How the latest attempt at an endpoint ended, as a small shape. */
import type { AttemptOutcome } from '../../shared/model.ts'

export function EndpointMark({ outcome }: { outcome: AttemptOutcome | null }) {
  switch (outcome) {
    case 'delivered':
      return (
        <svg viewBox="0 0 14 14" role="img" aria-label="delivered last" className="text-good">
          <circle cx="7" cy="7" r="3.5" fill="currentColor" />
        </svg>
      )
    case 'failed':
      return (
        <svg viewBox="0 0 14 14" role="img" aria-label="failed last" className="text-bad">
          <path d="m4 4 6 6m0-6-6 6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
      )
    case 'interrupted':
      return (
        <svg viewBox="0 0 14 14" role="img" aria-label="interrupted last" className="text-warn">
          <path
            d="M7 3.5 10.5 10h-7z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </svg>
      )
    case null:
      return (
        <svg viewBox="0 0 14 14" role="img" aria-label="not used yet" className="text-faint">
          <circle cx="7" cy="7" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      )
  }
}
