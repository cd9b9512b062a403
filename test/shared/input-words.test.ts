/** Every input that is not as it should be is told what it should be. */
import { expect, it } from 'vitest'
import { z } from 'zod'
import { count } from '../../src/shared/input-parts.ts'

const schema = z.strictObject({
  text: z.string().min(1).max(3).optional(),
  whole: z.int().min(1).max(5).optional(),
  kind: z.enum(['x', 'y', 'z']).optional(),
  list: z.array(z.string()).min(1).max(2).optional(),
  either: z.union([z.string(), z.number()]).optional(),
  map: z.record(z.string(), z.string()).optional(),
  flag: z.boolean().optional(),
  form: z.string().regex(/^a/).optional(),
  count: count(1, 3).optional(),
})

it.each([
  [{ text: 1 }, 'It is a text, not 1.'],
  [{ text: null }, 'It is a text, not null.'],
  [{ text: '' }, 'It is empty.'],
  [{ text: 'long' }, 'It has at most 3 characters.'],
  [{ whole: 0 }, 'It is at least 1.'],
  [{ whole: 6 }, 'It is at most 5.'],
  [{ whole: 1.5 }, 'It is a whole number, not 1.5.'],
  [{ kind: 'w' }, 'It is "x", "y" or "z".'],
  [{ list: {} }, 'It is a list, not an object.'],
  [{ list: [] }, 'It has at least 1 entry.'],
  [{ list: ['a', 'b', 'c'] }, 'It has at most 2 entries.'],
  [{ list: [undefined] }, 'It is missing; it is a text.'],
  [{ either: [] }, 'It is a text or a number, not a list.'],
  [{ map: [] }, 'It is an object, not a list.'],
  [{ flag: 'yes' }, 'It is true or false, not a text.'],
  [{ form: 'b' }, 'It does not match /^a/.'],
  [{ count: 4 }, 'Expected a whole number from 1 to 3, got 4.'],
  [{ lists: [] }, 'There is no "lists" here. Did you mean "list"?'],
  [{ foo: 1, bar: 2 }, /^There is no "foo" or "bar" here\. There are text, whole, .*, count\.$/],
  ['x', 'It is an object, not a text.'],
])('%j: %s', (input, sentence) => {
  const [issue] = schema.safeParse(input).error?.issues ?? []
  if (typeof sentence === 'string') expect(issue?.message).toBe(sentence)
  else expect(issue?.message).toMatch(sentence)
})
