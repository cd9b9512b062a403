/** Saved views: kept under a name, changed, deleted, told to every window, and there again after a restart. */
import { expect, it } from 'vitest'
import type { Look } from '../../src/shared/view.ts'
import { startTestEngine } from '../support/engine.ts'

const look: Look = {
  filter: { answers: ['5xx'], text: 'needle', textIn: ['body'] },
  acceptedWithinMs: 900_000,
  sort: { by: 'took', descending: true },
  columns: { hidden: ['attempts'], widths: { category: 240 } },
}

it('are kept by name, over a restart too', async () => {
  const engine = startTestEngine()
  const late = await engine.run('view.save', { name: ' Zulu ', look })
  const early = await engine.run('view.save', { name: 'alpha', look: { ...look, acceptedWithinMs: null } })
  await engine.stop()
  const again = startTestEngine({ dataDir: engine.dataDir })
  expect(await again.run('view.list', {})).toEqual({ views: [early, { ...late, name: 'Zulu', look }] })
  expect((await again.run('snapshot.get', {})).views).toHaveLength(2)
})

it('change what is named, and tell it', async () => {
  const engine = startTestEngine()
  const { id } = await engine.run('view.save', { name: 'first', look })
  await engine.run('view.save', { id, name: 'second' })
  const other = { ...look, filter: {} }
  await engine.run('view.save', { id, look: other })
  const views = [{ id, name: 'second', look: other }]
  expect(await engine.run('view.list', {})).toEqual({ views })
  await engine.until(() =>
    engine.batches.some(({ events }) =>
      events.some((event) => event.name === 'views.changed' && event.views[0]?.name === 'second'),
    ),
  )
  await engine.run('view.delete', { id })
  expect(await engine.run('view.list', {})).toEqual({ views: [] })
})

it.each([
  ['view.save', { name: 'Taken', look }, 'view_exists'],
  ['view.save', { look }, 'name_missing'],
  ['view.save', { name: 'new' }, 'look_missing'],
  ['view.save', { id: 'nobody', name: 'new' }, 'view_unknown'],
  ['view.delete', { id: 'nobody' }, 'view_unknown'],
])('%s %j is refused with %s', async (name, input, code) => {
  const engine = startTestEngine()
  await engine.run('view.save', { name: 'taken', look })
  expect((await engine.refused(name, input)).code).toBe(code)
  expect((await engine.run('view.list', {})).views).toHaveLength(1)
})
