/** What is read back of the window's place is believed only as far as the displays of now allow. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fitPlace, readPlace } from '../../src/main/window-place.ts'
import { tempDir } from '../support/temp-dir.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beside = { x: 1440, y: 0, width: 1920, height: 1080 }
const saved = { x: 200, y: 120, width: 1000, height: 700, maximized: false }
const centred = { width: 1280, height: 800, maximized: false }

test('a place that fits is kept', () => {
  expect(fitPlace(saved, [laptop])).toEqual({
    width: 1000,
    height: 700,
    position: { x: 200, y: 120 },
    maximized: false,
  })
})

test('a maximised window keeps the place that it had before', () => {
  expect(fitPlace({ ...saved, maximized: true }, [laptop])).toMatchObject({ width: 1000, maximized: true })
})

test('a second display counts, and when it is gone the window is centred with its size', () => {
  const there = { ...saved, x: 1600, y: 10 }
  expect(fitPlace(there, [laptop, beside]).position).toEqual({ x: 1600, y: 10 })
  expect(fitPlace(there, [laptop])).toEqual({ width: 1000, height: 700, maximized: false })
})

test('a title bar above the display cannot be taken hold of', () => {
  expect(fitPlace({ ...saved, y: -300 }, [laptop])).not.toHaveProperty('position')
})

test('a window half over the edge stays where it was put', () => {
  expect(fitPlace({ ...saved, x: -800 }, [laptop]).position).toEqual({ x: -800, y: 120 })
})

test('the size is held between the smallest and the display', () => {
  expect(fitPlace({ ...saved, width: 10, height: 10 }, [laptop])).toMatchObject({ width: 800, height: 560 })
  expect(fitPlace({ ...saved, width: 9_000, height: 9_000 }, [laptop])).toMatchObject({
    width: 1440,
    height: 875,
  })
})

test('without any display known the size is kept', () => {
  expect(fitPlace(saved, [])).toEqual({ width: 1000, height: 700, maximized: false })
})

describe('a file that makes no sense means the first-time place', () => {
  const contents = {
    broken: '{"x":',
    empty: '',
    'of another kind': '[1,2]',
    null: 'null',
    'with text for numbers': '{"x":"1","y":2,"width":3,"height":4,"maximized":false}',
    'with missing fields': '{"x":1,"y":2}',
    'with numbers beyond reason': '{"x":1e300,"y":2,"width":900,"height":900,"maximized":false}',
  }
  test.each(Object.entries(contents))('%s', (_name, content) => {
    const file = join(tempDir(), 'place.json')
    writeFileSync(file, content)
    expect(readPlace(file, [laptop])).toEqual(centred)
  })

  test('none at all', () => {
    expect(readPlace(join(tempDir(), 'place.json'), [laptop])).toEqual(centred)
  })
})
