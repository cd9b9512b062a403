/** A body as text, laid out or as it is, with a find field. Loaded with the first body that is looked at. */
import { useCallback, useMemo, useState } from 'react'
import { prettyPieces } from '../../../ui/pretty-json.ts'
import {
  displayText,
  documentEnd,
  documentOffset,
  rawPieces,
  sourceLength,
  sourceSlice,
} from './display-text.ts'
import { findAll } from './find-in-text.ts'
import { FindBar } from './FindBar.tsx'
import { type Matches, noMatches } from './match-marks.ts'
import { TextView } from './TextView.tsx'
import { usePrepared } from './use-prepared.ts'

export interface TextBodyProps {
  text: string
  label: string
  isJson: boolean
  pretty: boolean
  wraps: boolean
  /** How often the find field was asked for; null while it is closed. */
  find: number | null
  onFindClose: () => void
}

export function TextBody({ text, label, isJson, pretty, wraps, find, onFindClose }: TextBodyProps) {
  const make = useCallback(() => displayText(pretty ? prettyPieces(text) : rawPieces(text)), [text, pretty])
  const display = usePrepared(text.length, make)
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState({ wanted: '', index: 0 })

  const search = useCallback(() => {
    const searched = display && {
      length: sourceLength(display),
      slice: (from: number, to: number) => sourceSlice(display, from, to),
    }
    return findAll(searched ?? { length: 0, slice: () => '' }, wanted)
  }, [display, wanted])
  const found = usePrepared(wanted === '' ? 0 : text.length, search)
  const index = at.wanted === wanted ? at.index : 0
  const matches = useMemo((): Matches => {
    if (!display || !found || found.length === 0 || find === null) return noMatches
    const ranges = found.map((offset) => ({
      from: documentOffset(display, offset),
      to: documentEnd(display, offset + wanted.length),
    }))
    return { ranges, current: index }
  }, [display, found, find, wanted, index])
  const step = (by: 1 | -1): void => {
    if (found && found.length > 0) setAt({ wanted, index: (index + by + found.length) % found.length })
  }

  return (
    <>
      {find !== null && (
        <FindBar
          // Asked for again, it gets the focus again.
          key={find}
          wanted={wanted}
          count={found?.length ?? null}
          current={index}
          onChange={setWanted}
          onStep={step}
          onClose={onFindClose}
        />
      )}
      {display ? (
        <TextView
          display={display}
          label={label}
          language={isJson ? 'json' : 'text'}
          wraps={wraps}
          matches={matches}
        />
      ) : (
        <p aria-busy className="flex-1 bg-sunken p-4 text-sm text-muted">
          Laying out…
        </p>
      )}
    </>
  )
}
