import { expect, it } from 'vitest'
import { validityText } from '../../../src/renderer/deliveries/inspector/certificate-text.ts'

const at = Date.UTC(2026, 10, 24)
const from = '2026-01-01T00:00:00.000Z'
const to = '2027-01-01T00:00:00.000Z'

it('says whether a certificate was in date when it was shown', () => {
  expect(validityText({ validFrom: from, validTo: to }, at)).toMatchObject({
    name: 'Valid until',
    isWrong: false,
  })
  expect(validityText({ validFrom: from, validTo: from }, at)).toMatchObject({
    name: 'Expired',
    isWrong: true,
  })
  expect(validityText({ validFrom: to, validTo: to }, at)).toMatchObject({
    name: 'Valid from',
    isWrong: true,
  })
})

it('leaves a date that cannot be read as it is', () => {
  expect(validityText({ validFrom: from, validTo: 'in the far future' }, at)).toEqual({
    name: 'Valid until',
    text: 'in the far future',
    isWrong: false,
  })
})
