/** Where the time of an attempt went, as one bar on the scale of the delivery's slowest attempt. */
import type { AttemptTimings } from '../../../shared/model.ts'
import { tookText } from '../format.ts'

export interface Phase {
  name: string
  ms: number
  color: string
}

/** Shorter ones would read "0 ms". */
const shortestShownMs = 0.05

/** The phases that took time, in their order. First byte counts from the begin of the attempt, so the waits are what is left. */
export function phasesOf(timings: AttemptTimings): Phase[] {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timings
  const setUp = (dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0)
  const phases: Phase[] = [
    { name: 'DNS', ms: dnsMs ?? 0, color: 'bg-faint' },
    { name: 'Connect', ms: connectMs ?? 0, color: 'bg-busy' },
    { name: 'TLS', ms: tlsMs ?? 0, color: 'bg-code-atom' },
    { name: 'Wait', ms: Math.max(0, (firstByteMs ?? totalMs) - setUp), color: 'bg-accent' },
    { name: 'Download', ms: firstByteMs === null ? 0 : Math.max(0, totalMs - firstByteMs), color: 'bg-good' },
  ]
  return phases.filter((phase) => phase.ms >= shortestShownMs)
}

export function TimingBar({ timings, longestMs }: { timings: AttemptTimings; longestMs: number }) {
  const phases = phasesOf(timings)
  const text = phases.map((phase) => `${phase.name} ${tookText(phase.ms)}`).join(', ')
  return (
    <div
      role="img"
      aria-label={text}
      title={text}
      className="flex h-1.5 w-full gap-px overflow-hidden rounded-full bg-hover"
    >
      {phases.map((phase) => (
        <span
          key={phase.name}
          className={phase.color}
          style={{ width: `${(100 * phase.ms) / Math.max(longestMs, 0.1)}%`, minWidth: 1 }}
        />
      ))}
    </div>
  )
}
