/** Which lines of the log are shown, and how one reads as text. */
import { type LogLevel, type LogLine, logLevels } from '../../shared/log.ts'

export interface LogChoice {
  level: Exclude<LogLevel, 'off'>
  text: string
}

/** Those of the level and worse that hold the text, in the message, the error or a fact, letters in either case. */
export function chosenLines(lines: readonly LogLine[], { level, text }: LogChoice): LogLine[] {
  const most = logLevels.indexOf(level)
  const wanted = text.trim().toLowerCase()
  return lines.filter(
    (line) =>
      logLevels.indexOf(line.level) <= most &&
      (wanted === '' || lineText(line).toLowerCase().includes(wanted)),
  )
}

/** `host=localhost:3000 attempt=2`; facts that say nothing are left out. */
export function factsText(facts: LogLine['facts']): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

/** One line as it is copied and searched, its error below it. */
export function lineText({ at, level, message, error, facts }: LogLine): string {
  const said = factsText(facts)
  const head = `${new Date(at).toISOString()} ${level} ${message}${said ? ` ${said}` : ''}`
  return error === null ? head : `${head}\n${error}`
}

export interface LogDay {
  /** Midnight, local. */
  at: number
  /** Place of its first line among all of them. */
  from: number
  lines: LogLine[]
}

/** By local days, in order. */
export function byDay(lines: readonly LogLine[]): LogDay[] {
  const days: LogDay[] = []
  for (const [from, line] of lines.entries()) {
    const at = new Date(line.at).setHours(0, 0, 0, 0)
    const latest = days.at(-1)
    if (latest?.at === at) latest.lines.push(line)
    else days.push({ at, from, lines: [line] })
  }
  return days
}
