/** The keeper of this window's draft. */
import { invoke } from '../host/bridge.ts'
import { disconnected } from '../host/reconnecting-socket.ts'
import { emptyDraft, isEmpty } from './draft.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { draftOf, keptOf } from './kept-draft.ts'

export const windowDraft = createDraftKeeper({
  async load() {
    const answer = await invoke('draft.get', {})
    if (!answer.ok) return null
    return answer.value.draft ? draftOf(answer.value.draft) : emptyDraft
  },
  async save(draft) {
    const answer = await invoke('draft.save', { draft: isEmpty(draft) ? null : keptOf(draft) })
    if (answer.ok) return null
    return answer.error === disconnected ? 'the connection is lost.' : answer.error.message
  },
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
})
