/** Commands of endpoints: saved destinations, their options, pause and resume. */
import type { ParsedInput } from '../../shared/commands.ts'
import {
  defaultEndpointOptions,
  type EndpointDetail,
  type EndpointOptions,
  goodHealth,
} from '../../shared/endpoint.ts'
import { type Counts, noCounts } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { healthUnder } from '../breaker.ts'
import { summaryOf } from '../endpoint-memory.ts'
import { placeOf } from '../place.ts'
import type { EndpointRecord } from '../store/endpoints.ts'

export const listEndpoints: Handler<'endpoint.list'> = ({ saved }, { endpoints, store }) => {
  const counts = store.rows.countsByEndpoint()
  return {
    endpoints: [...endpoints.all()]
      .filter((endpoint) => endpoint.saved || !saved)
      .sort((a, b) => Number(b.saved) - Number(a.saved) || byName(a, b))
      .map((endpoint) => detailWith(counts.get(endpoint.seq) ?? { ...noCounts }, endpoint)),
  }
}

export const showEndpoint: Handler<'endpoint.show'> = ({ id }, context) =>
  detailOf(endpointOf(id, context), context)

export const saveEndpoint: Handler<'endpoint.save'> = async ({ id, name, url, options }, context) => {
  const saved = await context.dispatcher.write(() => {
    const existing = id === undefined ? unsavedAt(url, context) : endpointOf(id, context)
    const shownName = name ?? existing?.name ?? (url === undefined ? undefined : placeOf(url).name)
    if (shownName !== undefined) refuseTakenName(shownName, existing, context)
    return existing
      ? change(existing, { name, url, options }, context)
      : addEndpoint({ name, url, options }, context)
  })
  return detailOf(saved, context)
}

export const deleteEndpoint: Handler<'endpoint.delete'> = async ({ id }, context) => {
  const { seq } = await context.dispatcher.write(() => {
    const endpoint = endpointOf(id, context)
    if (!context.store.endpoints.isUsed(endpoint.seq)) {
      context.endpoints.remove(endpoint.seq)
      return endpoint
    }
    // Its deliveries stay and go on; what was agreed for it goes.
    const { place, name } = placeOf(endpoint.url)
    const plain = { saved: false, name, url: place, options: defaultEndpointOptions, health: goodHealth }
    return context.endpoints.change(endpoint.seq, { ...plain, paused: null, pausedAt: null })
  })
  if (context.endpoints.byId(id)) context.holds.release(seq)
  return { id }
}

export const pauseEndpoint: Handler<'endpoint.pause'> = async ({ id }, context) => {
  const endpoint = await context.dispatcher.write(() => {
    const found = endpointOf(id, context)
    if (found.paused !== null) return found
    return context.endpoints.setPaused(found.seq, 'person', context.clock.now())
  })
  context.holds.hold(endpoint.seq)
  return detailOf(endpoint, context)
}

/** Also forgets what opened its breaker: a person says that it is well. */
export const resumeEndpoint: Handler<'endpoint.resume'> = async ({ id }, context) => {
  const endpoint = await context.dispatcher.write(() => {
    const { seq } = endpointOf(id, context)
    return context.endpoints.change(seq, { paused: null, pausedAt: null, health: goodHealth })
  })
  context.holds.release(endpoint.seq)
  return detailOf(endpoint, context)
}

export function endpointOf(id: string, { endpoints }: EngineContext, field = 'id'): EndpointRecord {
  const endpoint = endpoints.byId(id)
  if (!endpoint) throw new Refusal('endpoint_unknown', `There is no endpoint ${id}.`, { field })
  return endpoint
}

function detailOf(endpoint: EndpointRecord, { store }: EngineContext): EndpointDetail {
  return detailWith(store.rows.countsOf(endpoint.seq), endpoint)
}

function detailWith(counts: Counts, endpoint: EndpointRecord): EndpointDetail {
  const { options, createdAt } = endpoint
  return { ...summaryOf(endpoint), options, createdAt, counts }
}

/** As people sort; one collator for all, making one for each pair took most of the time. */
const collator = new Intl.Collator()
const byName = (a: EndpointRecord, b: EndpointRecord): number => collator.compare(a.name, b.name)

interface Saving {
  name: string | undefined
  url: string | undefined
  options: ParsedInput<'endpoint.save'>['options']
}

/** Saving a URL that was sent to before gives that endpoint a name, and it keeps what is remembered of it. */
function unsavedAt(url: string | undefined, { endpoints }: EngineContext): EndpointRecord | null {
  if (url === undefined) return null
  const { place } = placeOf(url)
  for (const endpoint of endpoints.all()) if (!endpoint.saved && endpoint.place === place) return endpoint
  return null
}

function refuseTakenName(name: string, own: EndpointRecord | null, { endpoints }: EngineContext): void {
  for (const { saved, id, name: taken } of endpoints.all()) {
    if (!saved || id === own?.id || taken !== name) continue
    throw new Refusal('endpoint_exists', `There is an endpoint "${name}" already. Choose another name.`, {
      field: 'name',
    })
  }
}

/** Inside a transaction: a saved one. */
export function addEndpoint(
  { name, url, options }: Saving,
  { endpoints, clock, newId }: EngineContext,
): EndpointRecord {
  if (url === undefined) {
    throw new Refusal('url_invalid', 'A new endpoint needs a URL, such as http://localhost:3000/hooks.', {
      field: 'url',
    })
  }
  const now = clock.now()
  const { place, name: byPlace } = placeOf(url)
  return endpoints.add({
    id: newId(),
    name: name ?? byPlace,
    url,
    place,
    saved: true,
    options: { ...defaultEndpointOptions, ...given(options) },
    lastOutcome: null,
    lastUsedAt: now,
    createdAt: now,
    zstdSupport: 'unknown',
    paused: null,
    pausedAt: null,
    health: goodHealth,
  })
}

function change(
  endpoint: EndpointRecord,
  { name = endpoint.name, url = endpoint.url, options }: Saving,
  { endpoints }: EngineContext,
): EndpointRecord {
  const { place } = placeOf(url)
  const changed = { ...endpoint.options, ...given(options) }
  return endpoints.change(endpoint.seq, {
    saved: true,
    name,
    url,
    place,
    options: changed,
    // Of another place nothing is known.
    ...(place === endpoint.place
      ? { health: healthUnder(endpoint.health, changed) }
      : { health: goodHealth, zstdSupport: 'unknown' as const }),
  })
}

/** Without what is undefined, which would hide a default. */
function given(options: Saving['options']): Partial<EndpointOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
