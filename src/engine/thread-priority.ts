/**
 * The priority of the engine's thread. A thread on Linux begins with that of the thread that made it; Chromium raises the
 * one of its main thread where it may, so that frames come in time, and the engine would compete with them as their equal.
 */
import { getPriority, setPriority } from 'node:os'

const usual = 0

/** Gives back a raised priority. Only on Linux: there it is the calling thread's, elsewhere the whole process's. */
export function takeUsualPriority(): void {
  if (process.platform === 'linux' && getPriority() < usual) setPriority(usual)
}
