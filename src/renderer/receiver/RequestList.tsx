/** The requests that came in, newest first. One is chosen with the arrows; without a choice the newest is shown. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { ReceivedRequest } from '../../shared/model.ts'
import { clockTime, fullTime } from '../deliveries/format.ts'
import { classes } from '../ui/classes.ts'
import { ItemsMenu } from '../ui/ItemsMenu.tsx'
import { receiverView } from './receiver-view.ts'
import { requestMenu } from './request-menu.tsx'

interface RequestListProps {
  requests: ReceivedRequest[]
  /** The one shown beside the list. */
  shown: ReceivedRequest
}

export function RequestList({ requests, shown }: RequestListProps) {
  const list = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent): void => {
    const index = requests.indexOf(shown)
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: requests.length - 1 }[event.key]
    const request = target === undefined ? undefined : requests[target]
    if (target === undefined) return
    event.preventDefault()
    if (request) receiverView.setState({ selected: request.number })
  }
  const menuOf = (item: string) => {
    const request = requests.find(({ number }) => String(number) === item)
    if (!request) return []
    receiverView.setState({ selected: request.number })
    return requestMenu(request)
  }
  useEffect(() => {
    list.current?.querySelector(`#received-${shown.number}`)?.scrollIntoView({ block: 'nearest' })
  }, [shown.number])
  return (
    <ItemsMenu itemsOf={menuOf} current={String(shown.number)}>
      <div
        ref={list}
        role="listbox"
        data-screen
        aria-label="Received requests"
        tabIndex={0}
        aria-activedescendant={`received-${shown.number}`}
        onKeyDown={press}
        className="focus-inset h-full overflow-y-auto"
      >
        {requests.map((request) => (
          <div
            key={request.number}
            data-item={request.number}
            id={`received-${request.number}`}
            role="option"
            aria-selected={request === shown}
            onClick={() => receiverView.setState({ selected: request.number })}
            className={classes(
              'grid h-7 grid-cols-[32px_auto_minmax(0,1fr)_auto] items-center gap-2 px-4 select-none',
              request === shown ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <span className={classes('font-mono text-sm', statusColor(request.statusCode))}>
              {request.statusCode}
            </span>
            <span className="font-mono text-sm text-muted">{request.method}</span>
            <span className="truncate font-mono text-sm" title={request.path}>
              {request.path}
            </span>
            <span className="tabular text-sm text-faint" title={fullTime(request.at)}>
              {clockTime(request.at)}
            </span>
          </div>
        ))}
      </div>
    </ItemsMenu>
  )
}

/** The number itself tells them apart; the colour only helps. */
export function statusColor(statusCode: number): string {
  if (statusCode < 300) return 'text-good'
  return statusCode < 400 ? 'text-warn' : 'text-bad'
}
