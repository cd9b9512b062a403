/** Commands of saved views. */
import { mostViews } from '../../shared/limits.ts'
import { Refusal } from '../../shared/result.ts'
import type { View } from '../../shared/view.ts'
import type { EngineContext, Handler } from '../context.ts'

export const listViews: Handler<'view.list'> = (_input, { store }) => ({ views: store.views.all() })

export const saveView: Handler<'view.save'> = async ({ id, name, look }, context) => {
  const { store, dispatcher, newId } = context
  const view = await dispatcher.write((): View => {
    const before = id === undefined ? null : (store.views.get(id) ?? refuseUnknown(id))
    const next = { id: id ?? newId(), name: name ?? before?.name, look: look ?? before?.look }
    if (next.name === undefined) throw new Refusal('name_missing', 'Give the view a name.', { field: 'name' })
    if (next.look === undefined) {
      throw new Refusal('look_missing', 'Say what the view shows.', { field: 'look' })
    }
    refuseOthers(store.views.all(), { id: next.id, name: next.name, isNew: before === null })
    const saved = { id: next.id, name: next.name, look: next.look }
    store.views.put(saved)
    return saved
  })
  publish(context)
  return view
}

export const deleteView: Handler<'view.delete'> = async ({ id }, context) => {
  await context.dispatcher.write(() => {
    if (!context.store.views.remove(id)) refuseUnknown(id)
  })
  publish(context)
  return { id }
}

/** Two of one name could not be told apart. */
function refuseOthers(
  views: View[],
  { id, name, isNew }: { id: string; name: string; isNew: boolean },
): void {
  if (views.some((view) => view.id !== id && view.name.toLowerCase() === name.toLowerCase())) {
    throw new Refusal('view_exists', `There is a view “${name}” already.`, { field: 'name' })
  }
  if (isNew && views.length >= mostViews) {
    throw new Refusal('views_too_many', `There are ${mostViews} views already. Delete one first.`)
  }
}

function publish({ feed, store }: EngineContext): void {
  feed.state('views.changed', () => ({ views: store.views.all() }))
}

function refuseUnknown(id: string): never {
  throw new Refusal('view_unknown', `There is no view ${id}.`, { field: 'id' })
}
