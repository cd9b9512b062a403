/** How much memory something costs for good, measured after a garbage collection. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

export interface Growth {
  /** Heap and buffers that are still held, in MB. */
  heldMb: number
  /** Of the whole process, in MB; the system takes it back when it likes. */
  residentMb: number
}

/** What `work` leaves behind. The same work is done once before, so that what is made once is not counted. */
export async function growthOf(work: () => Promise<unknown>): Promise<Growth> {
  await work()
  const before = measured()
  await work()
  const after = measured()
  return { heldMb: after.heldMb - before.heldMb, residentMb: after.residentMb - before.residentMb }
}

function measured(): Growth {
  collect()
  collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heldMb: (heapUsed + external) / 1e6, residentMb: rss / 1e6 }
}
