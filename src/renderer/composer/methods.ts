/** The methods that a form offers; any other that is in use already is offered too. */
import type { SelectOption } from '../ui/Select.tsx'

const usual = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET']

export function methodOptions(current: string): SelectOption<string>[] {
  const all = usual.includes(current) ? usual : [...usual, current]
  return all.map((value) => ({ value, label: value }))
}
