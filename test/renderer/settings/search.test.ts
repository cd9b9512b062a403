import { expect, it } from 'vitest'
import { fits } from '../../../src/renderer/settings/settings-view.ts'

it.each([
  ['', true],
  ['  ', true],
  ['TIMEOUT', true],
  ['sending time', true],
  ['time retention', false],
])('"%s"', (searched, found) => {
  expect(fits(searched, 'Sending Request timeout For a whole attempt.')).toBe(found)
})
