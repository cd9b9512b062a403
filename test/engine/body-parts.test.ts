/** A body is read in parts that put together are the body, whatever its signs and wherever the parts end. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { textOfParts } from '../../src/engine/text-parts.ts'
import { startTestEngine } from '../support/engine.ts'

it('takes a text apart between its signs', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\0'), maxLength: 40 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), fc.integer({ min: 4, max: 9 }), (texts, most) => {
      const parts = texts.map((one) => Buffer.from(one))
      const whole = texts.join('')
      let read = ''
      let from = 0
      while (from < Buffer.byteLength(whole)) {
        const { text: part, end } = textOfParts(parts, from, most)
        expect(end).toBeGreaterThan(from)
        expect(end - from).toBeLessThanOrEqual(most)
        read += part
        from = end
      }
      expect(read).toBe(whole)
    }),
  )
})

it.each(['envelope', 'raw', 'standard'] as const)('brings a whole %s body', async (bodyMode) => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const data = '{"sign":"€😀", "number":98765432109876543210}'
  const [id = ''] = await engine.send({ url: 'http://127.0.0.1:1/', bodyMode, data })
  const { body } = await engine.run('delivery.body', { id })
  let read = ''
  for (let from: number | null = 0; from !== null;) {
    const part: { text: string; next: number | null } = await engine.run('delivery.bodyPart', {
      id,
      from,
      most: 7,
    })
    read += part.text
    from = part.next
  }
  expect(read).toBe(body)
  expect((await engine.run('delivery.show', { id })).bodyBytes).toBe(Buffer.byteLength(body))
})
