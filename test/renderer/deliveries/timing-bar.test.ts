/** The phases of an attempt: they follow each other and add up to its total time. */
import { expect, it } from 'vitest'
import { phasesOf } from '../../../src/renderer/deliveries/inspector/TimingBar.tsx'

const total = (timings: Parameters<typeof phasesOf>[0]): number =>
  phasesOf(timings).reduce((sum, phase) => sum + phase.ms, 0)

it('splits a first request into all its phases', () => {
  const timings = { dnsMs: 1, connectMs: 2, tlsMs: 9, firstByteMs: 50, totalMs: 60 }
  expect(phasesOf(timings).map((phase) => [phase.name, phase.ms])).toEqual([
    ['DNS', 1],
    ['Connect', 2],
    ['TLS', 9],
    ['Wait', 38],
    ['Download', 10],
  ])
  expect(total(timings)).toBe(60)
})

it('leaves out what did not happen on an open connection', () => {
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 8, totalMs: 8 }
  expect(phasesOf(timings).map((phase) => phase.name)).toEqual(['Wait'])
})

it('counts as waiting what ended without an answer', () => {
  const timings = { dnsMs: 1, connectMs: 1, tlsMs: null, firstByteMs: null, totalMs: 10_000 }
  expect(phasesOf(timings).at(-1)).toMatchObject({ name: 'Wait', ms: 9_998 })
  expect(total(timings)).toBe(10_000)
})
