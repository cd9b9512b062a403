/** The order of endpoints wherever they are listed: by their use they would change places under the pointer. */
import type { EndpointSummary } from '../../shared/endpoint.ts'

/** `hook 9` stands before `hook 10`. */
const names = new Intl.Collator('en', { numeric: true })

/** Saved ones first, each part by name. */
export function inOrder<E extends Pick<EndpointSummary, 'id' | 'name' | 'saved'>>(
  endpoints: readonly E[],
): E[] {
  return endpoints.toSorted(
    (a, b) => Number(b.saved) - Number(a.saved) || names.compare(a.name, b.name) || a.id.localeCompare(b.id),
  )
}
