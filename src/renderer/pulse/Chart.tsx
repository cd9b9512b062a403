/** A canvas that uPlot draws: as large as its place, in the theme's colours, drawn again when either changes. */
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { PulsePoint, PulseReading } from '../../shared/pulse.ts'
import { paintOf } from './paint.ts'
import { type Frame, frameOf, type Plot } from './plots.ts'

interface ChartProps {
  /** One of the constants of `plots.ts`. */
  plot: Plot
  buckets: readonly PulsePoint[]
  reading: PulseReading
}

export function Chart({ plot, buckets, reading }: ChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const drawn = useRef<uPlot>(null)
  const frame = useRef<Frame>(frameOf(reading))
  useEffect(() => {
    const place = host.current
    if (!place) return
    const options = plot.options(paintOf(place), () => frame.current)
    const size = () => ({ width: Math.max(place.clientWidth, 100), height: Math.max(place.clientHeight, 40) })
    const made = new uPlot({ ...options, ...size() }, [[]], place)
    drawn.current = made
    const resized = new ResizeObserver(() => made.setSize(size()))
    resized.observe(place)
    const theme = matchMedia('(prefers-color-scheme: dark)')
    const redraw = (): void => made.redraw(false, true)
    theme.addEventListener('change', redraw)
    // The setting of the window, which overrules the system's, is written there: see app/theme.ts.
    const chosen = new MutationObserver(redraw)
    chosen.observe(document.documentElement, { attributeFilter: ['style'] })
    return () => {
      theme.removeEventListener('change', redraw)
      chosen.disconnect()
      resized.disconnect()
      made.destroy()
      place.replaceChildren()
    }
  }, [plot])
  useEffect(() => {
    frame.current = frameOf(reading)
    drawn.current?.setData(plot.data(buckets, reading))
  }, [plot, buckets, reading])
  return <div ref={host} className="absolute inset-0 overflow-hidden" aria-hidden />
}
