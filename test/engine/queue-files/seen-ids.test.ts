/** Every id of a file is new once. */
import { expect, it } from 'vitest'
import { SeenIds } from '../../../src/engine/queue-files/seen-ids.ts'

it('knows what it has seen, and nothing else', () => {
  const seen = new SeenIds()
  const ids = Array.from(
    { length: 100_000 },
    (_, number) => `${number % 2 === 0 ? 'e' : 'd'} event-${number}`,
  )
  expect(ids.filter((id) => seen.add(id))).toEqual([])
  expect(ids.filter((id) => !seen.add(id))).toEqual([])
  expect(seen.add('')).toBe(false)
  expect(seen.add('')).toBe(true)
})
