/**
 * The answers of the receiver while a person edits them: status codes as text, one a request, the last one repeating.
 */

/** What the receiver can answer with: HTTP's final statuses. */
const lowest = 200
const highest = 599
const most = 100

export type ReadAnswers = { ok: true; answers: number[] } | { ok: false; message: string }

/** `503 503 200` or `503, 503, 200`. Repeats may be written as `503x2`. */
export function readAnswers(text: string): ReadAnswers {
  const answers: number[] = []
  for (const part of text.split(/[\s,;]+/)) {
    if (part === '') continue
    const match = /^(\d{3})(?:[x×*](\d{1,3}))?$/i.exec(part)
    const status = Number(match?.[1])
    if (!match || status < lowest || status > highest) {
      return { ok: false, message: `"${part}" is not a status from ${lowest} to ${highest}.` }
    }
    answers.push(...Array.from({ length: Number(match[2] ?? 1) }, () => status))
  }
  if (answers.length === 0) return { ok: false, message: 'Enter at least one status, such as 200.' }
  if (answers.length > most) return { ok: false, message: `At most ${most} answers can be planned.` }
  return { ok: true, answers }
}

export function showAnswers(answers: readonly number[]): string {
  return answers.join(' ')
}

/** What comes next, in words: `503, then 503, then 200 from there on`. */
export function nextAnswers(answers: readonly number[]): string {
  const last = answers.at(-1)
  if (last === undefined || answers.every((answer) => answer === last))
    return `${last ?? 200} to every request`
  const first = answers.slice(0, -1)
  const shown = first.slice(0, 4).join(', then ')
  const rest = first.length > 4 ? `, ${first.length - 4} more` : ''
  return `${shown}${rest}, then ${last} from there on`
}

export interface AnswerPreset {
  name: string
  answers: number[]
}

export const answerPresets: readonly AnswerPreset[] = [
  { name: 'Always fine', answers: [200] },
  { name: 'Busy twice, then fine', answers: [503, 503, 200] },
  { name: 'Broken five times, then fine', answers: [500, 500, 500, 500, 500, 200] },
  { name: 'Always busy', answers: [503] },
  { name: 'Too many requests, then fine', answers: [429, 200] },
  { name: 'Redirects', answers: [302] },
  { name: 'Gone for good', answers: [410] },
]
