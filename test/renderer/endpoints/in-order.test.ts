import { expect, it } from 'vitest'
import { inOrder } from '../../../src/renderer/endpoints/in-order.ts'

it('puts saved ones first, and numbers in names by their value', () => {
  const endpoint = (name: string, saved: boolean) => ({ id: name, name, saved })
  const given = [
    endpoint('localhost:3000', false),
    endpoint('hook 10', true),
    endpoint('hook 9', true),
    endpoint('Alpha', true),
  ]
  expect(inOrder(given).map(({ name }) => name)).toEqual(['Alpha', 'hook 9', 'hook 10', 'localhost:3000'])
})
