/** Templates and the draft: kept as they were typed, over restarts and beside a damaged queue. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'

const draft = {
  fields: '{"copies":"x","headers":[]}',
  data: '{ "n": 9007199254740993,\r\n "a":1,"a":2 }\u0000',
}

it('comes back as it was typed, after a restart too', async () => {
  const first = startTestEngine()
  const { id } = await first.run('template.save', { name: ' Order ', summary: 'POST x', draft })
  await first.run('draft.save', { draft })
  const { dataDir, clock } = first
  await first.stop()
  const engine = startTestEngine({ dataDir, clock })
  const at = { createdAt: clock.now(), updatedAt: clock.now() }
  expect(await engine.run('template.show', { id })).toEqual({
    id,
    name: 'Order',
    summary: 'POST x',
    draft,
    ...at,
  })
  expect(await engine.run('template.list', {})).toEqual({
    templates: [{ id, name: 'Order', summary: 'POST x', ...at }],
  })
  expect(await engine.run('draft.get', {})).toEqual({ draft })
  await engine.run('draft.save', { draft: null })
  expect(await engine.run('draft.get', {})).toEqual({ draft: null })
})

it('are listed by name, renamed and updated one by one', async () => {
  const engine = startTestEngine()
  const ids: string[] = []
  for (const name of ['b', 'C', 'a']) ids.push((await engine.run('template.save', { name, draft })).id)
  const names = async () => (await engine.run('template.list', {})).templates.map(({ name }) => name)
  expect(await names()).toEqual(['a', 'b', 'C'])
  engine.clock.advance(5)
  const [id = ''] = ids
  await engine.run('template.save', { id, name: 'd' })
  expect(await names()).toEqual(['a', 'C', 'd'])
  const other = { fields: '{}', data: '2' }
  await engine.run('template.save', { id, draft: other, summary: 's' })
  const { createdAt } = await engine.run('template.show', { id })
  expect(await engine.run('template.show', { id })).toMatchObject({
    name: 'd',
    draft: other,
    summary: 's',
    updatedAt: createdAt + 5,
  })
})

it('one that was deleted can be brought back from the answer', async () => {
  const engine = startTestEngine()
  const { id } = await engine.run('template.save', { name: 'a', draft })
  const deleted = await engine.run('template.delete', { id })
  expect(await engine.refused('template.show', { id })).toMatchObject({ code: 'template_unknown' })
  const { name, summary, draft: kept } = deleted
  await engine.run('template.save', { name, summary, draft: kept })
  expect((await engine.run('template.list', {})).templates).toMatchObject([{ name: 'a' }])
})

it.each([
  ['template_exists', 'name', { name: 'a', draft }],
  ['invalid_input', 'draft', { name: 'b' }],
  ['invalid_input', 'name', { draft }],
  ['template_unknown', 'id', { id: 'nobody', name: 'b' }],
  ['invalid_input', 'draft.fields', { name: 'b', draft: { fields: '[]', data: '' } }],
  ['data_invalid', 'draft.data', { name: 'b', draft: { fields: '{}', data: '\ud800' } }],
  [
    'body_too_large',
    'draft.data',
    { name: 'b', draft: { fields: '{}', data: 'x'.repeat(5 * 1024 * 1024 + 1) } },
  ],
])('refuses with %s at %s, and nothing is overwritten', async (code, field, input) => {
  const engine = startTestEngine()
  await engine.run('template.save', { name: 'a', draft })
  const before = await engine.run('template.list', {})
  expect(await engine.refused('template.save', input)).toMatchObject({ code, details: { field } })
  expect(await engine.run('template.list', {})).toEqual(before)
})
