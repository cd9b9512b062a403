import { describe, expect, it } from 'vitest'
import {
  addRow,
  headersOf,
  moveRow,
  pasteRows,
  removeRow,
  rowIndexOf,
  rowsOf,
  setRow,
} from '../../../src/renderer/composer/header-rows.ts'

describe('header rows', () => {
  const rows = rowsOf([
    ['X-One', '1'],
    ['', ''],
    ['X-Two', '2'],
  ])

  it('sends what is not blank, in order', () => {
    expect(headersOf(rows)).toEqual([
      ['X-One', '1'],
      ['X-Two', '2'],
    ])
  })

  it('keeps a value without a name, so that it is complained about and not lost', () => {
    expect(headersOf(setRow(rows, 1, { value: 'alone' }))).toContainEqual(['', 'alone'])
  })

  it('finds the row of a header by its place among those sent', () => {
    expect(rowIndexOf(rows, 0)).toBe(0)
    expect(rowIndexOf(rows, 1)).toBe(2)
    expect(rowIndexOf(rows, 2)).toBe(-1)
  })

  it('gives every row a key of its own, after removals too', () => {
    const edited = addRow(removeRow(addRow(rows, { name: 'X', value: '' }), 0), { name: 'Y', value: '' })
    expect(new Set(edited.map((row) => row.key)).size).toBe(edited.length)
  })

  it('moves a row with its key and stays put at the ends', () => {
    expect(moveRow(rows, 0, 1).map((row) => row.key)).toEqual([1, 0, 2])
    expect(moveRow(rows, 0, -1)).toEqual(rows)
    expect(moveRow(rows, 2, 1)).toEqual(rows)
  })
})

describe('pasted headers', () => {
  const blank = rowsOf([['', '']])
  const pasted = (text: string): unknown => pasteRows(blank, 0, text)?.map(({ name, value }) => [name, value])

  it('become a row each', () => {
    expect(pasted('X-One: 1\r\nX-Two:2\n\nX-Empty:')).toEqual([
      ['X-One', '1'],
      ['X-Two', '2'],
      ['X-Empty', ''],
    ])
  })

  it('are read from a copied cURL command', () => {
    expect(pasted(`-H 'X-One: it is 1' \\\n  -H "X-Two: 2"`)).toEqual([
      ['X-One', 'it is 1'],
      ['X-Two', '2'],
    ])
  })

  it('are left alone when they are no headers', () => {
    for (const text of ['', 'application/json', 'X-One: 1\nand prose', 'http://localhost:3000', '{"a":1}']) {
      expect(pasted(text)).toBeUndefined()
    }
  })
})
