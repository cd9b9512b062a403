/** Files that are made to be too much: memory stays bounded, whatever they hold. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { compress } from '@mongodb-js/zstd'
import { expect, it } from 'vitest'
import { openSource } from '../../../src/engine/queue-files/open-source.ts'
import { imported, pausedEngine, writtenFile } from '../../support/queue-files/engines.ts'

const good = '{"category":"c","event_id":"1","data":1,"url":"http://127.0.0.1:1/a"}\n'
const megabyte = 1024 * 1024

/** What one process holds more at the worst moment than at the beginning, in MB. */
async function growth(work: (look: () => void) => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  await work(() => {
    most = Math.max(most, process.memoryUsage.rss())
  })
  return (most - before) / megabyte
}

it('a line of 1 GB is told and not held', async () => {
  const file = writtenFile(good)
  const handle = openSync(file, 'a')
  const block = Buffer.alloc(16 * megabyte, 'x')
  for (let written = 0; written < 64; written += 1) writeSync(handle, block)
  writeSync(handle, `\n${good.replace('"1"', '"2"')}`)
  closeSync(handle)
  const source = await openSource(file)
  const lines: string[] = []
  const grown = await growth(async (look) => {
    for await (const item of source.items()) {
      lines.push('problem' in item ? item.problem.code : 'delivery')
      look()
    }
  })
  await source.close()
  expect(lines).toEqual(['delivery', 'line_too_long', 'delivery'])
  expect(grown).toBeLessThan(256)
})

it('a few KB of zstd that become 256 MB are read in little memory', async () => {
  const frame = await compress(
    Buffer.concat([Buffer.from(good), Buffer.alloc(64 * megabyte, ' '), Buffer.from('\n')]),
  )
  const file = writtenFile(Buffer.concat(Array.from({ length: 4 }, () => frame)))
  const engine = await pausedEngine()
  let found = 0
  const grown = await growth(async (look) => {
    const { job, report } = await imported(engine, { file, dryRun: true })
    look()
    found = report.found
    expect(job.state).toBe('done')
  })
  expect(found).toBe(4)
  expect(grown).toBeLessThan(256)
})
