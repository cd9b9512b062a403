/** The loaded part of a long list: places stay put while new rows come in above and others change. */
import { describe, expect, it } from 'vitest'
import { newestFirst } from '../../../src/shared/filter.ts'
import type { DeliveryRow } from '../../../src/shared/model.ts'
import { PageCache } from '../../../src/renderer/live/page-cache.ts'
import { sampleRow } from '../../support/sample-data.ts'

const now = 1_800_000_000_000
const unsearched = { sort: newestFirst, search: null }

function row(seq: number, change: Partial<DeliveryRow> = {}): DeliveryRow {
  return { ...sampleRow(seq, { count: 1_000, now }), state: 'delivered', updatedAt: now, ...change }
}

/** What `delivery.list` answers for rows `total`..1 (newest first), a page of them. */
function answer(total: number, offset: number, limit: number) {
  const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, index) =>
    row(total - offset - index),
  )
  return { rows, total, newestSeq: total, newer: 0, ...unsearched }
}

function loaded(total: number, limit = 100): PageCache {
  const cache = new PageCache()
  cache.begin(answer(total, 0, limit), 0)
  return cache
}

describe('a page', () => {
  it('stands at its positions from the top', () => {
    const cache = loaded(250)
    expect(cache.at(0)?.seq).toBe(250)
    expect(cache.at(99)?.seq).toBe(151)
    expect(cache.at(100)).toBeUndefined()
    expect(cache.indexOf(row(200).id)).toBe(50)
    expect(cache.indexOf('unknown')).toBe(-1)
  })

  it('is asked for once, in whole pages counted from the oldest row', () => {
    const cache = loaded(250)
    expect(cache.missing(0, 50)).toEqual([])
    expect(cache.missing(90, 130)).toEqual([{ offset: 50, limit: 100 }])
    expect(cache.missing(140, 250)).toEqual([
      { offset: 50, limit: 100 },
      { offset: 150, limit: 100 },
    ])
  })

  it('is asked for whole again, wherever in it the table stands', () => {
    const cache = loaded(250)
    expect(cache.pagesAround(0, 30)).toEqual({ offset: 0, limit: 50 })
    expect(cache.pagesAround(40, 70)).toEqual({ offset: 0, limit: 150 })
    expect(cache.pagesAround(100, 140)).toEqual({ offset: 50, limit: 100 })
    expect(new PageCache().pagesAround(0, 50)).toEqual({ offset: 0, limit: 0 })
  })

  it('keeps the rows that have not changed as they are when it is asked for again', () => {
    const cache = loaded(250)
    const [kept, changed] = [cache.at(0), cache.at(1)]
    // As a wire makes it.
    const again = structuredClone(answer(250, 0, 100))
    again.rows[1] = row(249, { state: 'failed' })
    cache.begin(again, 0)
    expect(cache.at(0)).toBe(kept)
    expect(cache.at(1)).not.toBe(changed)
    expect(cache.at(1)?.state).toBe('failed')
  })

  it('of those that are not asked for again stays until it is in sight, and is asked for then', () => {
    const cache = loaded(250)
    cache.fill(answer(250, 50, 100), 50, 250)
    cache.begin(answer(250, 150, 100), 150, 250)
    expect(cache.at(0)?.seq).toBe(250)
    expect(cache.missing(0, 100)).toEqual([
      { offset: 0, limit: 50 },
      { offset: 50, limit: 100 },
    ])
    cache.fill(answer(250, 0, 50), 0, 250)
    cache.fill(answer(250, 50, 100), 50, 250)
    expect(cache.missing(0, 250)).toEqual([])
  })

  it('goes where the list has shifted', () => {
    const cache = loaded(250)
    cache.begin(answer(249, 149, 100), 149, 250)
    expect(cache.at(0)).toBeUndefined()
    expect(cache.at(200)?.seq).toBe(49)
  })

  it('never shows a row twice, where one has taken the place of another', () => {
    const cache = loaded(250)
    const again = answer(250, 50, 100)
    again.rows[0] = row(245)
    cache.begin(again, 50, 250)
    expect(cache.indexOf(row(245).id)).toBe(50)
    expect(cache.at(5)).toBeUndefined()
    expect(cache.get(row(200).id)).toBeUndefined()
  })

  it('fills a hole without moving anything', () => {
    const cache = loaded(250)
    expect(cache.fill(answer(250, 150, 100), 150, 250)).toBe(true)
    expect(cache.at(249)?.seq).toBe(1)
    expect(cache.at(0)?.seq).toBe(250)
    expect(cache.at(120)).toBeUndefined()
  })

  it('is refused when rows have shifted since it was asked for', () => {
    const cache = loaded(250)
    expect(cache.fill(answer(249, 150, 99), 150, 250)).toBe(false)
    expect(cache.at(200)).toBeUndefined()
  })

  it('asked for before new rows joined lands at the right places', () => {
    const cache = loaded(250)
    cache.change([row(251), row(252)], true)
    expect(cache.fill(answer(250, 150, 100), 150, 250)).toBe(true)
    expect(cache.total).toBe(252)
    expect(cache.at(251)?.seq).toBe(1)
    expect(cache.at(0)?.seq).toBe(252)
  })

  it('does not overwrite a row that the feed has brought newer', () => {
    const cache = loaded(150, 60)
    cache.change([row(120, { state: 'failed', updatedAt: now + 5 })], true)
    cache.fill(answer(150, 0, 100), 0, 150)
    expect(cache.get(row(120).id)?.state).toBe('failed')
  })
})

describe('rows of the feed', () => {
  it('join on top while the list is followed', () => {
    const cache = loaded(10)
    expect(cache.change([row(12), row(11)], true)).toBe(false)
    expect([cache.total, cache.newer, cache.at(0)?.seq, cache.at(1)?.seq]).toEqual([12, 0, 12, 11])
  })

  it('count as newer while it is not, and nothing moves', () => {
    const cache = loaded(10)
    cache.change([row(11), row(12)], false)
    cache.change([row(12, { state: 'failed', updatedAt: now + 1 })], false)
    expect([cache.total, cache.newer, cache.at(0)?.seq]).toEqual([10, 2, 10])
  })

  it('do not join behind others that are still hidden', () => {
    const cache = loaded(10)
    cache.change([row(11)], false)
    cache.change([row(12)], true)
    expect([cache.total, cache.newer]).toEqual([10, 2])
  })

  it('change in place, and an older state than the known one is ignored', () => {
    const cache = loaded(10)
    cache.change([row(5, { state: 'failed', updatedAt: now + 9 })], true)
    cache.change([row(5, { state: 'sending', updatedAt: now + 3 })], true)
    expect(cache.at(5)?.state).toBe('failed')
  })

  it('are left out where the filter does not find them', () => {
    const cache = new PageCache()
    cache.reset({ category: 'only.this' })
    cache.begin({ rows: [], total: 0, newestSeq: 10, newer: 0, ...unsearched }, 0)
    expect(cache.change([row(11, { category: 'other' })], true)).toBe(false)
    expect(cache.total).toBe(0)
    cache.change([row(12, { category: 'only.this' })], true)
    expect(cache.total).toBe(1)
  })

  it('ask for a new list when a row leaves a filter by state, loaded or not', () => {
    const cache = new PageCache()
    cache.reset({ states: ['queued'] })
    const rows = [row(9, { state: 'queued' })]
    cache.begin({ rows, total: 5, newestSeq: 9, newer: 0, ...unsearched }, 0)
    expect(cache.change([row(9, { state: 'delivered', updatedAt: now + 1 })], true)).toBe(true)
    expect(cache.change([row(3, { state: 'delivered', updatedAt: now + 1 })], true)).toBe(true)
  })

  it('do not ask for one when the other parts of the filter rule the row out', () => {
    const cache = new PageCache()
    cache.reset({ states: ['queued'], category: 'only.this' })
    cache.begin({ rows: [], total: 0, newestSeq: 9, newer: 0, ...unsearched }, 0)
    expect(cache.change([row(3, { category: 'other' })], true)).toBe(false)
  })
})

it('keeps a bounded number of rows, those around where the person is', () => {
  const cache = loaded(60_000, 500)
  for (let offset = 500; offset < 60_000; offset += 500)
    cache.fill(answer(60_000, offset, 500), offset, 60_000)
  const kept = [...cache.loaded()].length
  expect(kept).toBeLessThanOrEqual(20_000)
  expect(cache.at(59_999)?.seq).toBe(1)
  expect(cache.at(0)).toBeUndefined()
  expect(cache.missing(0, 50)).toEqual([{ offset: 0, limit: 100 }])
})
