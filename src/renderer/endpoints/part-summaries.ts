/** What each folded part of the endpoint's form comes to; what is not agreed is as the settings say. */
import type { EndpointDraft } from './endpoint-draft.ts'

const nothing = 'As the settings say'

export function paceSummary({ concurrency, hasRate, rateCount, ratePerMs, ordered }: EndpointDraft): string {
  return joined([
    ordered && 'one at a time, in order',
    hasRate && `at most ${rateCount.trim()} per ${ratePerMs === '1000' ? 'second' : 'minute'}`,
    concurrency.trim() !== '' && `${concurrency.trim()} at the same time`,
  ])
}

export function failureSummary(draft: EndpointDraft): string {
  const { hasBreaker, breakerFailures, breakerProbe, holdWhileRefused, jitter } = draft
  return joined(
    [
      hasBreaker && `breaker after ${breakerFailures.trim()} failures, probes every ${breakerProbe.trim()}`,
      holdWhileRefused && 'held while nothing listens',
      jitter.trim() !== '0' && `jitter ${jitter.trim()} %`,
    ],
    'No breaker, no jitter',
  )
}

export function eventSummary({ method, bodyMode, contentType, compression }: EndpointDraft): string {
  const body = { envelope: 'envelope', raw: 'raw payload', standard: 'Standard Webhooks' }[bodyMode]
  return `${method}, ${body}, ${contentType}${compression === null ? '' : `, compression ${compression}`}`
}

export function connectionSummary(draft: EndpointDraft): string {
  return joined([
    !draft.verify && 'certificate not verified',
    draft.caFile.trim() !== '' && 'own authority',
    draft.certFile.trim() !== '' && 'client certificate',
    draft.requestTimeout.trim() !== '' && `timeout ${draft.requestTimeout.trim()}`,
    draft.connectTimeout.trim() !== '' && `connect timeout ${draft.connectTimeout.trim()}`,
    draft.followRedirects && 'follows redirects',
    !draft.http2 && 'no HTTP/2',
  ])
}

function joined(parts: (string | false)[], otherwise = nothing): string {
  const said = parts.filter((part) => part !== false).join(', ')
  return said === '' ? otherwise : said.charAt(0).toUpperCase() + said.slice(1)
}
