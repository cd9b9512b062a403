/** The two sizes that a queue is compared at. Filled once for all benchmarks that read them. */
import { filledFolder, type Filling } from './fill.ts'

export const small = 10_000
export const large = 1_000_000

const filled = new Map<string, Promise<string>>()

/** A folder that is shared: copy it before you change it. */
export function sharedFolder(filling: Filling): Promise<string> {
  const key = JSON.stringify(filling)
  const folder = filled.get(key) ?? filledFolder(filling)
  filled.set(key, folder)
  return folder
}
