/** The three charts as uPlot draws them: what they have in common, and the series of each. Times in ms. */
import uPlot from 'uplot'
import type { PulsePoint, PulseReading } from '../../shared/pulse.ts'
import { countText, tookText } from '../deliveries/format.ts'
import { allBuckets, latencyRange, rateOf, rateText } from './buckets.ts'
import type { Paint } from './paint.ts'
import { axisText } from './spans.ts'

/** What stands left and right of every plot, so that their times lie under each other; half a label fits on the right. */
export const gutterPx = 60
export const marginPx = 28

export interface Frame {
  from: number
  to: number
  latency: [min: number, max: number]
}

export interface Plot {
  /** `frame` says what the axes reach over; it is asked at each draw. */
  options: (paint: Paint, frame: () => Frame) => Omit<uPlot.Options, 'width' | 'height'>
  data: (buckets: readonly PulsePoint[], reading: PulseReading) => uPlot.AlignedData
}

export function frameOf(reading: PulseReading): Frame {
  const buckets = allBuckets(reading)
  const { from, bucketMs } = reading
  return { from, to: from + buckets.length * bucketMs, latency: latencyRange(buckets) }
}

interface Shape {
  /** Whether the clock times stand under it. */
  hasTimes?: boolean
  y: {
    range: uPlot.Range.Function
    log?: boolean
    text: (value: number) => string
    splits?: uPlot.Axis.Splits
  }
  series: uPlot.Series[]
}

function plot(paint: Paint, frame: () => Frame, shape: Shape): Omit<uPlot.Options, 'width' | 'height'> {
  const { hasTimes = false, y, series } = shape
  const line = { stroke: () => paint.color('line'), width: 1 }
  const axis = { stroke: () => paint.color('faint'), font: paint.font, grid: line, ticks: { show: false } }
  return {
    ms: 1,
    padding: [6, marginPx, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true, range: () => [frame().from, frame().to] },
      y: { distr: y.log ? 3 : 1, range: y.range },
    },
    axes: [
      {
        ...axis,
        size: hasTimes ? 22 : 4,
        gap: 4,
        space: 80,
        values: (_plot, splits) => {
          const step = (splits[1] ?? 0) - (splits[0] ?? 0)
          return splits.map((at) => (hasTimes ? axisText(at, step) : ''))
        },
      },
      {
        ...axis,
        size: gutterPx,
        gap: 6,
        space: 28,
        values: (_plot, splits) => splits.map(y.text),
        ...(y.splits ? { splits: y.splits, filter: (_plot, splits) => splits } : {}),
      },
    ],
    series: [{}, ...series],
  }
}

/** From nothing up, with some air above. */
const fromZero: uPlot.Range.Function = (_plot, _min, max) => [0, max > 0 ? max * 1.1 : 1]

export const throughput: Plot = {
  options: (paint, frame) =>
    plot(paint, frame, {
      y: { range: fromZero, text: rateText },
      series: [
        {
          stroke: () => paint.color('accent'),
          fill: () => withAlpha(paint.color('accent'), 0.14),
          width: 1.5,
          points: { show: false },
          ...pathsOf(uPlot.paths.stepped?.({ align: 1 })),
        },
      ],
    }),
  data(buckets, reading) {
    const rates = buckets.map((point) => rateOf(point, reading))
    // A step needs to know where it ends.
    return [
      [...buckets.map(({ at }) => at), reading.from + buckets.length * reading.bucketMs],
      [...rates, rates.at(-1) ?? null],
    ]
  },
}

const bars = () => pathsOf(uPlot.paths.bars?.({ size: [1, Infinity], gap: 1, align: 1 }))

export const outcomes: Plot = {
  options: (paint, frame) =>
    plot(paint, frame, {
      y: { range: fromZero, text: (count) => (Number.isInteger(count) ? countText(count) : '') },
      series: [
        // Both, of which those that were delivered are drawn over from below.
        { fill: () => paint.hatch('bad'), width: 0, points: { show: false }, ...bars() },
        { fill: () => paint.color('canvas'), width: 0, points: { show: false }, ...bars() },
        { fill: () => withAlpha(paint.color('good'), 0.75), width: 0, points: { show: false }, ...bars() },
      ],
    }),
  data(buckets) {
    const delivered = buckets.map((point) => point.delivered || null)
    const both = buckets.map((point) => (point.failed > 0 ? point.delivered + point.failed : null))
    return [buckets.map(({ at }) => at), both, delivered, delivered]
  },
}

export const percentileLines = [
  { key: 'p50Ms', label: 'p50', token: 'good', dash: [], width: 1.5 },
  { key: 'p95Ms', label: 'p95', token: 'accent', dash: [6, 3], width: 1.5 },
  { key: 'p99Ms', label: 'p99', token: 'warn', dash: [1.5, 2.5], width: 1.5 },
] as const

export const latency: Plot = {
  options: (paint, frame) =>
    plot(paint, frame, {
      hasTimes: true,
      y: {
        log: true,
        range: () => frame().latency,
        text: tookText,
        splits: () => powersOfTen(frame().latency),
      },
      series: percentileLines.map(({ token, dash, width }) => ({
        stroke: () => paint.color(token),
        width,
        dash: [...dash],
        spanGaps: false,
        // One that stands alone has no line.
        points: {
          show: true,
          size: 4,
          stroke: () => paint.color(token),
          fill: () => paint.color(token),
          filter: alone,
        },
      })),
    }),
  data(buckets, { bucketMs }) {
    const lines = percentileLines.map(({ key }) => buckets.map((point) => point[key]))
    return [buckets.map(({ at }) => at + bucketMs / 2), ...lines]
  },
}

const alone: uPlot.Series.Points.Filter = (plot, seriesIndex) => {
  const values = plot.data[seriesIndex] ?? []
  const isThere = (index: number): boolean => values[index] !== null && values[index] !== undefined
  return Array.from(values, (_value, index) => index).filter(
    (index) => isThere(index) && !isThere(index - 1) && !isThere(index + 1),
  )
}

function powersOfTen([min, max]: [min: number, max: number]): number[] {
  const powers: number[] = []
  for (let power = min; power <= max * 1.001; power *= 10) powers.push(power)
  return powers
}

function pathsOf(paths: uPlot.Series.PathBuilder | undefined): { paths?: uPlot.Series.PathBuilder } {
  return paths ? { paths } : {}
}

/** Of a computed colour, `rgb(…)` or `oklch(…)` alike. */
function withAlpha(color: string, alpha: number): string {
  return `color-mix(in srgb, ${color} ${alpha * 100}%, transparent)`
}
