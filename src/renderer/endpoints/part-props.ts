/** What each part of the endpoint's form is given. */
import type { Complaints } from '../retry/policy-draft.ts'
import type { EndpointDraft } from './endpoint-draft.ts'

export interface PartProps {
  draft: EndpointDraft
  change: (change: Partial<EndpointDraft>) => void
  /** By the engine's names of the fields below `options`. */
  complaints: Complaints
}
