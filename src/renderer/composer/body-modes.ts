/** The layouts of a body as forms offer them, and kinds of raw payloads. */
import type { BodyMode } from '../../shared/model.ts'
import type { SelectOption } from '../ui/Select.tsx'

export const bodyModeOptions: SelectOption<BodyMode>[] = [
  { value: 'envelope', label: 'Envelope' },
  { value: 'standard', label: 'Standard Webhooks' },
  { value: 'raw', label: 'Raw payload' },
]

export const contentTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/xml',
  'text/plain',
]
