/**
 * `npm run bench:window [-- --minutes N]`: the window in Electron with a million deliveries in its file, against the same
 * with ten thousand; then how smooth it is while the engine records at least 2,000 attempts a second, and how its memory
 * grows in N minutes of 2,000 (10; 0 leaves it out). Exits 1 when one misses its reach.
 */
import { parseArgs } from 'node:util'
import { displayProblem } from '../../scripts/display.ts'
import { run } from '../../scripts/run.ts'
import { large, small } from '../sizes.ts'
import { attemptsPerSecond, measureFlood } from './flood.ts'
import type { Smoothness } from './frames.ts'
import { measureList } from './list.ts'

/** How much more a million deliveries may take than ten thousand. */
const mostTimes = 2
const smoothShare = 0.95
const longestTaskMs = 100
/** Beyond the caches, which are full when it is measured first, nothing may stay. */
const mostGrowthBytes = 5_000_000

interface Line {
  name: string
  value: string
  reach: string
  isReached: boolean
  detail: string
}

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
if (!Number.isFinite(minutes) || minutes < 0) {
  console.error('--minutes takes a number from 0 on.')
  process.exit(2)
}
if (await displayProblem()) {
  process.exit(
    await run('xvfb-run', ['-a', process.execPath, import.meta.filename, ...process.argv.slice(2)]),
  )
}

let missed = 0
await compareSizes()
await measureUnderFlood()
process.exit(missed > 0 ? 1 : 0)

async function compareSizes(): Promise<void> {
  const bare = await measureList(small)
  const { times, scrolling } = await measureList(large)
  for (const [name, ms] of Object.entries(times)) {
    const bareMs = bare.times[name] ?? Number.NaN
    print({
      name,
      value: (ms / bareMs).toFixed(2),
      reach: `<= ${mostTimes}`,
      isReached: ms / bareMs <= mostTimes,
      detail: `${ms.toFixed(0)} ms with ${count(large)} deliveries, ${bareMs.toFixed(0)} ms with ${count(small)}`,
    })
  }
  printSmoothness('scroll', scrolling)
}

async function measureUnderFlood(): Promise<void> {
  const { scrolling, typing, perSecond, heap } = await measureFlood(minutes)
  print({
    name: 'flood, rate',
    value: `${count(perSecond)}/s`,
    reach: `>= ${count(attemptsPerSecond)}/s`,
    isReached: perSecond >= attemptsPerSecond,
    detail: 'attempts recorded while the window was scrolled and typed in',
  })
  printSmoothness('flood, scroll', scrolling)
  printSmoothness('flood, typing', typing)
  if (!heap) return
  const growth = heap.afterBytes - heap.beforeBytes
  print({
    name: 'flood, memory',
    value: `${growth < 0 ? '' : '+'}${megabytes(growth)}`,
    reach: `<= +${megabytes(mostGrowthBytes)}`,
    isReached: growth <= mostGrowthBytes,
    detail: `${megabytes(heap.beforeBytes)} in use before, ${megabytes(heap.afterBytes)} after ${minutes} minutes`,
  })
}

function printSmoothness(name: string, smoothness: Smoothness): void {
  const { frames, smoothShare: share, p95FrameMs, longestFrameMs } = smoothness
  print({
    name: `${name}, frames`,
    value: `${(share * 100).toFixed(1)} %`,
    reach: `>= ${smoothShare * 100} %`,
    isReached: share >= smoothShare,
    detail: `of ${count(frames)} within 20 ms; 95 % within ${p95FrameMs.toFixed(1)}, longest ${longestFrameMs.toFixed(0)} ms`,
  })
  print({
    name: `${name}, tasks`,
    value: `${smoothness.longestTaskMs.toFixed(0)} ms`,
    reach: `<= ${longestTaskMs} ms`,
    isReached: smoothness.longestTaskMs <= longestTaskMs,
    detail: smoothness.longestTaskMs === 0 ? 'none took 50 ms' : 'the longest',
  })
}

function print({ name, value, reach, isReached, detail }: Line): void {
  if (!isReached) missed += 1
  const cells = [name, value, reach, isReached ? 'ok' : 'MISSED']
  const widths = [22, 10, 12, 8]
  console.log(cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' '), detail)
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
