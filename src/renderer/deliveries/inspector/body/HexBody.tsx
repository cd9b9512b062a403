/**
 * The bytes of a body: offset, hexadecimal, ASCII. Only the rows in sight exist. No element may be as high as the rows of
 * 25 MB would be, so above a bound the scroll bar stands for all of them in proportion.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { hexRow, utf8Of } from './hex-rows.ts'
import { usePrepared } from './use-prepared.ts'

const rowHeight = 18
/** Chromium draws nothing beyond 33.5 million pixels. */
const mostHeight = 15_000_000
/** Sixteen bytes in a row and what stands beside them. */
const wideFrom = 572
const padding = 8

interface HexBodyProps {
  text: string
  label: string
  /** Where the text is not all that is known of the bytes; null while they are fetched. */
  bytes?: Uint8Array | null
}

export function HexBody({ text, label, bytes: known }: HexBodyProps) {
  const isKnown = known !== undefined
  const make = useCallback(() => utf8Of(isKnown ? '' : text), [isKnown, text])
  const encoded = usePrepared(isKnown ? 0 : text.length, make)
  const bytes = isKnown ? known : encoded
  if (!bytes) return <div aria-busy className="flex-1 bg-sunken" />
  return <HexRows bytes={bytes} label={label} />
}

function HexRows({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const host = useRef<HTMLDivElement>(null)
  const [{ width, height, top }, setPlace] = useState({ width: 0, height: 0, top: 0 })
  useEffect(() => {
    const element = host.current
    if (!element) return
    const look = (): void =>
      setPlace({ width: element.clientWidth, height: element.clientHeight, top: element.scrollTop })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])

  const perRow = width >= wideFrom ? 16 : 8
  const count = Math.ceil(bytes.length / perRow)
  const inSight = Math.max(0, height - 2 * padding) / rowHeight
  const whole = Math.min(count * rowHeight + 2 * padding, mostHeight)
  const share = whole > height ? top / (whole - height) : 0
  const first = Math.min(1, share) * Math.max(0, count - inSight)
  const start = Math.floor(first)
  const rows = Array.from(
    { length: Math.max(0, Math.min(Math.ceil(inSight) + 1, count - start)) },
    (_, place) => start + place,
  )
  return (
    <div
      ref={host}
      role="region"
      aria-label={`${label} as bytes`}
      // A region that scrolls has to be reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="focus-inset min-h-0 flex-1 overflow-auto bg-sunken select-text"
    >
      <div style={{ height: whole }}>
        <div
          className="sticky top-0 overflow-hidden px-3 font-mono text-sm whitespace-pre"
          style={{ height, paddingTop: padding }}
        >
          <div style={{ transform: `translateY(${(start - first) * rowHeight}px)` }}>
            {rows.map((index) => (
              <HexLine key={index} bytes={bytes} index={index} perRow={perRow} />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

function HexLine({ bytes, index, perRow }: { bytes: Uint8Array; index: number; perRow: number }) {
  const { offset, hex, ascii } = hexRow(bytes, index, perRow)
  const hexWidth = perRow * 3 - 1 + (perRow / 8 - 1)
  return (
    <div className="h-[18px] leading-[18px]">
      <span className="text-faint">{offset}</span>
      {'  '}
      {hex.padEnd(hexWidth)}
      {'  '}
      <span className="text-code-string">{ascii}</span>
    </div>
  )
}
