/** Memory of the process that holds the engine, at a million deliveries against ten thousand, after sending and looking. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { copyOf } from './fill.ts'
import { type BenchResult } from './result.ts'
import { startSink } from './setting.ts'
import { large, sharedFolder, small } from './sizes.ts'

const megabyte = 1024 * 1024

export async function memory(): Promise<BenchResult> {
  const sink = await startSink()
  try {
    const ofSmall = await measure(small, sink.url)
    const ofLarge = await measure(large, sink.url)
    return {
      name: 'memory',
      // In MB above the smaller one.
      ratio: (ofLarge - ofSmall) / megabyte,
      reach: 64,
      bound: 'at most',
      ours: `${Math.round(ofLarge / megabyte)} MB with ${large.toLocaleString('en')}`,
      bare: `${Math.round(ofSmall / megabyte)} MB with ${small.toLocaleString('en')}; the ratio is MB more`,
    }
  } finally {
    sink.close()
  }
}

/** Resident bytes at the end of the work. */
async function measure(count: number, url: string): Promise<number> {
  const folder = copyOf(await sharedFolder({ count, urls: [url], states: 'waiting' }))
  const child = fork(join(import.meta.dirname, 'memory-child.ts'), [folder], { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('message', (bytes: number) => resolve(bytes))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}`)))
  })
}
