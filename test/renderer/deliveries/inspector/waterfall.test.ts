/** The segments of an attempt follow each other and add up to its total time; what is not known is said. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { segmentsOf, unknownText } from '../../../../src/renderer/deliveries/inspector/timeline/waterfall.ts'
import type { Attempt, AttemptTimings } from '../../../../src/shared/model.ts'

const attempt = (timings: AttemptTimings, rest: Partial<Attempt> = {}): Attempt =>
  ({ timings, outcome: 'delivered', statusCode: 200, requestHeaders: [['host', 'a']], ...rest }) as Attempt

it('splits a first request into all its segments, each where it began', () => {
  const timings = { dnsMs: 1, connectMs: 2, tlsMs: 9, firstByteMs: 50, totalMs: 60 }
  expect(segmentsOf(attempt(timings))).toEqual([
    { name: 'DNS', startMs: 0, ms: 1 },
    { name: 'Connect', startMs: 1, ms: 2 },
    { name: 'TLS', startMs: 3, ms: 9 },
    { name: 'Request and wait', startMs: 12, ms: 38 },
    { name: 'Download', startMs: 50, ms: 10 },
  ])
  expect(unknownText(attempt(timings))).toBe(null)
})

it('leaves out what did not happen on an open connection, and says so', () => {
  const reused = attempt({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 8, totalMs: 8 })
  expect(segmentsOf(reused).map(({ name }) => name)).toEqual(['Request and wait'])
  expect(unknownText(reused)).toContain('open already')
})

it('calls waiting in vain by its name, and a connection that did not come about', () => {
  const timings = { dnsMs: 1, connectMs: 1, tlsMs: null, firstByteMs: null, totalMs: 10_000 }
  const silent = attempt(timings, { outcome: 'failed', statusCode: null })
  expect(segmentsOf(silent).at(-1)).toMatchObject({ name: 'No answer', ms: 9_998 })
  const refused = attempt(
    { ...timings, connectMs: null, totalMs: 3 },
    { outcome: 'failed', statusCode: null, requestHeaders: [] },
  )
  expect(segmentsOf(refused).at(-1)).toMatchObject({ name: 'No connection', ms: 2 })
  expect(unknownText(refused)).toBe(null)
})

it('knows nothing of what a crash interrupted', () => {
  const none = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 }
  const lost = attempt(none, { outcome: 'interrupted', statusCode: null, requestHeaders: [] })
  expect(segmentsOf(lost)).toEqual([])
  expect(unknownText(lost)).toContain('not known')
})

it('adds up to the total, without gap or overlap', () => {
  const ms = fc.integer({ min: 1, max: 30_000 })
  const maybe = fc.option(ms)
  fc.assert(
    fc.property(fc.tuple(maybe, maybe, maybe), ms, ms, ([dnsMs, connectMs, tlsMs], waitMs, downloadMs) => {
      const firstByteMs = (dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0) + waitMs
      const totalMs = firstByteMs + downloadMs
      let end = 0
      for (const segment of segmentsOf(attempt({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }))) {
        expect(segment.startMs).toBe(end)
        end += segment.ms
      }
      expect(end).toBe(totalMs)
    }),
  )
})
