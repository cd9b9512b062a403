/** What is known of one thing, for people: a line a fact, values aligned. */
import type { Paint } from './paint.ts'
import { columnsOf } from './printable.ts'

export type Fact = [name: string, value: string]

export function factsText(facts: Fact[], paint: Paint): string {
  const width = Math.max(...facts.map(([name]) => columnsOf(name)))
  return facts
    .map(([name, value]) => `  ${paint('dim', name)}${' '.repeat(width - columnsOf(name))} ${value}`)
    .join('\n')
}
