/** From the start of the engine to the first request at the receiver, with a million deliveries in the file against ten thousand. */
import Database from 'better-sqlite3'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { copyOf } from './fill.ts'
import { type BenchResult, median, medianRatio } from './result.ts'
import { databaseFile, startBenchEngine } from './setting.ts'
import { large, sharedFolder, small } from './sizes.ts'

const rounds = 5

export async function start(): Promise<BenchResult> {
  const ofSmall: number[] = []
  const ofLarge: number[] = []
  let received = (): void => {}
  const server = createServer((request, response) => {
    received()
    request.resume()
    response.end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
  const measure = async (count: number): Promise<number> => {
    const folder = copyOf(await sharedFolder({ count, urls: [url], states: 'waiting' }))
    unpause(folder)
    const first = new Promise<void>((resolve) => {
      received = resolve
    })
    const startedAt = performance.now()
    const engine = startBenchEngine(folder)
    await first
    const ms = performance.now() - startedAt
    await (await engine).close()
    return ms
  }
  try {
    await measure(small)
    for (let round = 0; round < rounds; round += 1) {
      ofSmall.push(await measure(small))
      ofLarge.push(await measure(large))
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
  return {
    name: 'start',
    ratio: medianRatio(ofLarge, ofSmall),
    reach: 1.5,
    bound: 'at most',
    ours: `${median(ofLarge).toFixed(0)} ms with ${large.toLocaleString('en')}`,
    bare: `${median(ofSmall).toFixed(0)} ms with ${small.toLocaleString('en')}`,
  }
}

function unpause(folder: string): void {
  const database = new Database(databaseFile(folder))
  database.exec("UPDATE settings SET value = 'false' WHERE name = 'paused'")
  database.close()
}
