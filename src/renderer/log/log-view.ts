/** The log as this window has read it: asked for when the screen opens and when a person wants it again. It stands still. */
import { create } from 'zustand'
import type { LogLevel, LogLine } from '../../shared/log.ts'
import type { Failure } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'

/** As much as the engine gives. */
const mostLines = 1_000

interface LogView {
  /** Oldest first; null before the first answer. */
  lines: readonly LogLine[] | null
  readAt: number
  busy: boolean
  failure: Failure | null
  /** Shows this level and what is worse. */
  level: Exclude<LogLevel, 'off'>
  text: string
}

export const logView = create<LogView>(() => ({
  lines: null,
  readAt: 0,
  busy: false,
  failure: null,
  level: 'debug',
  text: '',
}))

/** The text field's element id, for the key that goes there. */
export const logTextId = 'log-filter'

export function refreshLog(): void {
  void readLog()
}

async function readLog(): Promise<void> {
  if (logView.getState().busy) return
  logView.setState({ busy: true })
  const answer = await invoke('log.read', { lines: mostLines })
  logView.setState({
    busy: false,
    readAt: Date.now(),
    ...(answer.ok ? { lines: answer.value.lines, failure: null } : { failure: answer.error }),
  })
}
