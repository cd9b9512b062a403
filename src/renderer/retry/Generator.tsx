/** Makes the waits from a rule. Nothing changes before it is applied: the schedule that is there may have been typed. */
import { Wand2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { parseDuration } from '../../shared/durations.ts'
import { mostAttempts } from '../../shared/limits.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { generate, type Rule } from './generate.ts'
import { checkCount, type PolicyDraft, policyOf } from './policy-draft.ts'
import { summary } from './summary.ts'

interface GeneratorProps {
  cooldownMs: number
  onApply: (draft: PolicyDraft) => void
  /** Null where no endpoint is known, whose option it is. */
  jitterPercent: number | null
  /** Where the endpoint is edited besides. */
  onJitter?: ((percent: string) => void) | undefined
}

interface RuleDraft {
  first: string
  factor: string
  longest: string
  attempts: string
  jitter: string
}

export function Generator({ cooldownMs, onApply, jitterPercent, onJitter }: GeneratorProps) {
  const [draft, setDraft] = useState<RuleDraft>({
    first: '5s',
    factor: '2',
    longest: '1h',
    attempts: '14',
    jitter: String(jitterPercent ?? 0),
  })
  const complaints = checkRule(draft)
  const rule = complaints ? null : ruleOf(draft)
  const made = rule && generate(rule)
  const policy = made && policyOf(made)
  const apply = (): void => {
    if (!made) return
    onApply(made)
    onJitter?.(draft.jitter.trim())
  }
  const field = (name: keyof RuleDraft, label: string, hint?: string) => (
    <Field label={label} error={complaints?.[name]} hint={hint} className="w-28">
      <TextInput
        mono
        size="sm"
        value={draft[name]}
        onChange={(text) => setDraft({ ...draft, [name]: text })}
      />
    </Field>
  )
  return (
    <section
      aria-label="Generator"
      className="flex flex-col gap-2 rounded-md border border-line bg-panel p-2.5"
      onKeyDown={(event: KeyboardEvent) => {
        if (
          event.key !== 'Enter' ||
          event.ctrlKey ||
          event.metaKey ||
          !(event.target instanceof HTMLInputElement)
        )
          return
        event.preventDefault()
        apply()
      }}
    >
      <div className="flex flex-wrap items-start gap-x-2 gap-y-2">
        {field('first', 'First wait')}
        {field('factor', 'Factor')}
        {field('longest', 'Longest wait')}
        {field('attempts', 'Attempts', '0 never gives up')}
        {onJitter && field('jitter', 'Jitter', '0 to 50 %')}
      </div>
      <div className="flex items-end gap-3">
        <div className="min-w-0 flex-1 text-sm text-muted">
          {made && policy && (
            <>
              <p className="truncate font-mono text-fg">{made.waits.join('  ') || 'no wait'}</p>
              <p>{summary(policy, cooldownMs)}.</p>
            </>
          )}
          {!onJitter && <p className="text-faint">{jitterText(jitterPercent)}</p>}
        </div>
        <Button icon={<Wand2 />} disabled={!made} onClick={apply}>
          Use these waits
        </Button>
      </div>
    </section>
  )
}

function jitterText(percent: number | null): string {
  if (percent === null) return 'Jitter is an option of endpoints; here the waits are exact.'
  return percent === 0 ? 'The endpoint has no jitter.' : `The jitter of ${percent} % is the endpoint's.`
}

/** Null when nothing is wrong. */
function checkRule({ first, factor, longest, attempts, jitter }: RuleDraft): Partial<RuleDraft> | null {
  const complaints: Partial<RuleDraft> = {}
  const [firstWait, longestWait] = [parseDuration(first), parseDuration(longest)]
  if (!firstWait.ok) complaints.first = firstWait.message
  if (!longestWait.ok) complaints.longest = longestWait.message
  if (!/^\d+(\.\d+)?$/.test(factor.trim()) || Number(factor) < 1 || Number(factor) > 100) {
    complaints.factor = 'Enter a number from 1 to 100.'
  }
  const wrongAttempts = checkCount(attempts, { min: 0, max: mostAttempts })
  if (wrongAttempts) complaints.attempts = wrongAttempts
  const wrongJitter = checkCount(jitter, { min: 0, max: 50 })
  if (wrongJitter) complaints.jitter = wrongJitter
  return Object.keys(complaints).length > 0 ? complaints : null
}

function ruleOf({ first, factor, longest, attempts }: RuleDraft): Rule | null {
  const [firstWait, longestWait] = [parseDuration(first), parseDuration(longest)]
  if (!firstWait.ok || !longestWait.ok) return null
  return {
    firstMs: firstWait.ms,
    factor: Number(factor),
    longestMs: longestWait.ms,
    maxAttempts: Number(attempts),
  }
}
