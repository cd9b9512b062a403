/**
 * The log as this window has read it. While it is followed it is read again every second; a line that is looked at, or
 * scrolling up, makes it stand still.
 */
import { create } from 'zustand'
import type { LogLevel, LogLine } from '../../shared/log.ts'
import type { Failure } from '../../shared/result.ts'
import { goTo } from '../app/navigation.ts'
import { invoke } from '../host/bridge.ts'
import { copyNamed } from '../ui/copy-text.ts'
import { chosenLines, lineText } from './log-lines.ts'

/** As much as the engine gives. */
const mostLines = 1_000

interface LogView {
  /** Oldest first; null before the first answer. */
  lines: readonly LogLine[] | null
  readAt: number
  /** Grows when its end is what should be in sight. */
  toEnd: number
  busy: boolean
  failure: Failure | null
  /** Shows this level and what is worse. */
  level: Exclude<LogLevel, 'off'>
  text: string
  follows: boolean
  /** The line that keys and the menu are for, by its place among those shown; null: the last. */
  chosen: number | null
}

export const logView = create<LogView>(() => ({
  lines: null,
  readAt: 0,
  toEnd: 0,
  busy: false,
  failure: null,
  level: 'debug',
  text: '',
  follows: true,
  chosen: null,
}))

/** The text field's element id, for the key that goes there. */
export const logTextId = 'log-filter'

/** Those that level and text leave. */
export function shownLines(): LogLine[] {
  const { lines, level, text } = logView.getState()
  return chosenLines(lines ?? [], { level, text })
}

export function findInLog(text: string): void {
  logView.setState({ text, chosen: null })
}

/** The lines of one delivery. */
export function showInLog(deliveryId: string): void {
  logView.setState({ text: deliveryId, level: 'debug', chosen: null })
  goTo('log')
}

export function setFollows(follows: boolean): void {
  logView.setState(follows ? { follows, chosen: null } : { follows })
}

export function toggleFollows(): void {
  setFollows(!logView.getState().follows)
}

export function chooseLine(index: number): void {
  if (index < 0 || index >= shownLines().length) return
  logView.setState({ chosen: index, follows: false })
}

export function stepLine(by: 1 | -1): void {
  const { chosen } = logView.getState()
  chooseLine(chosen === null ? shownLines().length - 1 : chosen + by)
}

export function copyChosenLine(): void {
  const line = shownLines().at(logView.getState().chosen ?? -1)
  if (line) copyNamed('Line', lineText(line))
}

export function refreshLog(): void {
  logView.setState({ chosen: null })
  void readLog({ toEnd: true })
}

/** `toEnd`: also where the log stands still. */
export async function readLog({ toEnd = false } = {}): Promise<void> {
  if (logView.getState().busy) return
  logView.setState({ busy: true })
  const answer = await invoke('log.read', { lines: mostLines })
  const { lines: before, follows, toEnd: ends } = logView.getState()
  logView.setState({
    busy: false,
    readAt: Date.now(),
    ...(toEnd || follows ? { toEnd: ends + 1 } : {}),
    ...(answer.ok
      ? { lines: isSame(before, answer.value.lines) ? before : answer.value.lines, failure: null }
      : { failure: answer.error }),
  })
}

/** A log only grows, so the ends tell; what is the same is not drawn again. */
function isSame(before: readonly LogLine[] | null, now: readonly LogLine[]): boolean {
  if (before?.length !== now.length) return false
  return [0, -1].every((at) => JSON.stringify(before.at(at)) === JSON.stringify(now.at(at)))
}
