/** Where the delivery comes from and what came of it: origin, replays, and replays of those. Each opens its delivery. */
import { useEffect, useState } from 'react'
import type { DeliveryDetail, Lineage } from '../../../../shared/model.ts'
import { invoke } from '../../../host/bridge.ts'
import { useNow } from '../../../live/now.ts'
import { classes } from '../../../ui/classes.ts'
import { stateLabels, StateMark } from '../../../ui/StateMark.tsx'
import { agoText, countText, fullTime, splitUrl } from '../../format.ts'
import { selectOne } from '../../selection.ts'
import { errorText } from '../../status-text.ts'
import { type LineageNode, lineageOf } from './lineage.ts'

/** Deeper ones stand no further to the right. */
const deepestIndent = 6
const indentPx = 14

export function LineageTree({ detail }: { detail: DeliveryDetail }) {
  const lineage = useLineage(detail)
  if (!lineage) return null
  const nodes = lineageOf(lineage.relatives)
  return (
    <section aria-label="Lineage" className="mt-3 border-t border-line pt-2">
      <h3 className="px-4 pb-1 text-sm font-semibold">
        Lineage{' '}
        <span className="font-normal text-faint">{countText(nodes.length + lineage.more)} deliveries</span>
      </h3>
      <ul>
        {nodes.map((node) => (
          <Node key={node.id} node={node} isShown={node.id === detail.id} />
        ))}
      </ul>
      {lineage.more > 0 && (
        <p className="px-4 py-1 text-sm text-faint">{countText(lineage.more)} more are not shown.</p>
      )}
    </section>
  )
}

/** Null where it has no relatives, and until they are known. Asked for again when the delivery changes. */
function useLineage(detail: DeliveryDetail): Lineage | null {
  const [fetched, setFetched] = useState<{ id: string; lineage: Lineage } | null>(null)
  const hasRelatives = detail.replayOf !== null || detail.replays.length > 0
  useEffect(() => {
    if (!hasRelatives) return
    let isWanted = true
    void invoke('delivery.lineage', { id: detail.id }).then((answer) => {
      if (isWanted && answer.ok) setFetched({ id: detail.id, lineage: answer.value })
    })
    return () => {
      isWanted = false
    }
  }, [detail, hasRelatives])
  return hasRelatives && fetched?.id === detail.id ? fetched.lineage : null
}

function Node({ node, isShown }: { node: LineageNode; isShown: boolean }) {
  const now = useNow()
  const { state, depth, lastStatusCode, lastErrorCode } = node
  const { host, path } = splitUrl(node.url)
  const answer = lastStatusCode ?? (lastErrorCode === null ? null : errorText(lastErrorCode))
  return (
    <li className={classes(isShown && 'bg-selected-quiet')}>
      <button
        type="button"
        aria-current={isShown || undefined}
        title={fullTime(node.createdAt)}
        onClick={() => selectOne(node.id, true)}
        className="focus-inset flex w-full items-center gap-2 py-1 pr-4 text-left text-sm hover:bg-hover"
        style={{ paddingLeft: 16 + indentPx * Math.min(depth, deepestIndent) }}
      >
        {depth > 0 && (
          <span className="-mt-1.5 size-2 shrink-0 rounded-bl-xs border-b border-l border-edge" aria-hidden />
        )}
        <StateMark state={state} named={false} />
        <span className={classes('shrink-0', isShown && 'font-medium')}>{stateLabels[state]}</span>
        {answer !== null && <span className="tabular shrink-0 text-muted">{answer}</span>}
        <span className="min-w-0 flex-1 truncate font-mono text-faint">
          {host}
          {path}
        </span>
        <span className="tabular shrink-0 text-faint">
          {isShown ? 'this one' : agoText(node.createdAt, now)}
        </span>
      </button>
    </li>
  )
}
