/** What an attempt can come to, for the filter: classes of status codes and the errors that people meet. */
import { errorText, reasonText } from '../status-text.ts'

const classTexts: Readonly<Record<string, string>> = {
  '2xx': '2xx success',
  '3xx': '3xx redirect',
  '4xx': '4xx client error',
  '5xx': '5xx server error',
}
export const answerClasses: readonly string[] = Object.keys(classTexts)

export const commonErrors: readonly string[] = [
  'refused',
  'dns',
  'timeout_connect',
  'timeout_response',
  'reset',
  'tls_untrusted',
  'tls_expired',
  'tls_hostname',
  'interrupted',
]

/** For the menu: `5xx server error`, `503 Service Unavailable`, `Connection reset`. */
export function answerLabel(answer: string): string {
  if (/^\d\d\d$/.test(answer)) return `${answer} ${reasonText(Number(answer))}`.trim()
  return classTexts[answer] ?? capitalized(errorText(answer))
}

/** For a chip: `5xx`, `503`, `connection reset`. */
export function answerText(answer: string): string {
  return /^\d/.test(answer) ? answer : errorText(answer)
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
