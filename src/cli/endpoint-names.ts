/**
 * Endpoints as people name them: by name, id or URL. A saved one's name comes first; unsaved ones may share a name, and
 * are then told apart by their ids.
 */
import type { EndpointDetail } from '../shared/endpoint.ts'
import { Refusal } from '../shared/result.ts'
import { didYouMean } from '../shared/near-names.ts'
import type { Queue } from './queue.ts'

const seeThem = 'See them with `webhook-dispatcher endpoints`.'

/**
 * Refuses with `endpoint_unknown`, which lists near names and gives the advice, or `endpoint_ambiguous`, which lists ids.
 */
export async function endpointNamed(name: string, queue: Queue, advice = seeThem): Promise<EndpointDetail> {
  const { found, all } = await lookUp(name, queue)
  if (found) return found
  const near = didYouMean(
    name,
    all.map((endpoint) => endpoint.name),
  )
  const message = `There is no endpoint "${name}".${near} ${advice}`
  throw new Refusal('endpoint_unknown', message, { field: 'endpoint' })
}

/** Null where there is none; refuses with `endpoint_ambiguous`. */
export async function findEndpoint(name: string, queue: Queue): Promise<EndpointDetail | null> {
  return (await lookUp(name, queue)).found
}

interface Found {
  found: EndpointDetail | null
  all: EndpointDetail[]
}

async function lookUp(name: string, { ask }: Queue): Promise<Found> {
  const { endpoints: saved } = await ask('endpoint.list', { saved: true })
  const found = saved.find((endpoint) => endpoint.name === name || endpoint.id === name)
  // A queue may have been sent to a hundred thousand URLs; they are counted through only where it must be.
  if (found) return { found, all: saved }
  const { endpoints: all } = await ask('endpoint.list', {})
  const matching = all.filter((endpoint) => [endpoint.name, endpoint.id, endpoint.url].includes(name))
  if (matching.length < 2) return { found: matching[0] ?? null, all }
  const ids = matching.map(({ id, url }) => `${id} (${url})`).join(', ')
  throw new Refusal('endpoint_ambiguous', `Several endpoints are called "${name}". Give an id: ${ids}.`, {
    field: 'endpoint',
  })
}
