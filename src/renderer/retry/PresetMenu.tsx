/** Published schedules to begin from, each with what it comes to. */
import { ChevronDown } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { type PolicyDraft, policyOf } from './policy-draft.ts'
import { presets } from './presets.ts'
import { spanMs } from './summary.ts'
import { span } from './times.ts'

interface PresetMenuProps {
  cooldownMs: number
  onChoose: (value: PolicyDraft) => void
}

export function PresetMenu({ cooldownMs, onChoose }: PresetMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost">
          Presets
          <ChevronDown />
        </Button>
      }
      items={presets.map(({ name, source, waits, maxAttempts, approximated }) => ({
        label: approximated ? `${name}, approximated` : name,
        note: source,
        detail: totals({ waits, maxAttempts }, cooldownMs),
        onSelect: () => onChoose({ waits: [...waits], maxAttempts }),
      }))}
    />
  )
}

/** `8 attempts, 27 h 35 min`. */
function totals(draft: PolicyDraft, cooldownMs: number): string {
  const policy = policyOf(draft)
  if (!policy) return ''
  const attempts = policy.maxAttempts === 1 ? '1 attempt' : `${policy.maxAttempts} attempts`
  const total = spanMs(policy, cooldownMs)
  return total ? `${attempts}, ${span(total)}` : attempts
}
