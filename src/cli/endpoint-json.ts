/** Endpoints as `--json` prints them: a fixed set of fields. Credentials in headers are `***` unless they were asked for. */
import type { EndpointDetail } from '../shared/endpoint.ts'
import { withoutSecretValues } from '../shared/secret-headers.ts'
import { instantJson } from './texts.ts'

export interface Showing {
  secrets: boolean
}

export function endpointJson(endpoint: EndpointDetail, { secrets }: Showing) {
  const { id, name, url, saved, paused, pausedAt, counts, health, options } = endpoint
  const { failuresInRow, failures, openedAt, probeAt, refusedSince } = health
  return {
    id,
    name,
    url,
    saved,
    paused,
    pausedAt: orNull(pausedAt),
    health: {
      failuresInRow,
      failures,
      openedAt: orNull(openedAt),
      probeAt: orNull(probeAt),
      refusedSince: orNull(refusedSince),
    },
    lastOutcome: endpoint.lastOutcome,
    zstdSupport: endpoint.zstdSupport,
    lastUsedAt: instantJson(endpoint.lastUsedAt),
    createdAt: instantJson(endpoint.createdAt),
    counts,
    options: secrets ? options : { ...options, headers: withoutSecretValues(options.headers) },
  }
}

function orNull(at: number | null): string | null {
  return at === null ? null : instantJson(at)
}
