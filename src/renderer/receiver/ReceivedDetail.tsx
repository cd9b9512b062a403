/** One request as it came in: what was asked, what was answered, headers and body. */
import type { ReceivedRequest } from '../../shared/model.ts'
import { fullTime } from '../deliveries/format.ts'
import { BodyView } from '../deliveries/inspector/BodyView.tsx'
import { HeaderTable } from '../deliveries/inspector/HeaderTable.tsx'
import { SectionHead } from '../deliveries/inspector/SectionHead.tsx'
import { classes } from '../ui/classes.ts'
import { statusColor } from './RequestList.tsx'

export function ReceivedDetail({ request }: { request: ReceivedRequest }) {
  const { method, path, headers, body, bodyBytes, statusCode, number, at } = request
  return (
    <article aria-label={`Request ${number}`} className="flex h-full min-h-0 flex-col">
      <header className="px-4 pt-2 pb-1">
        <h2 className="font-mono text-base break-all select-text">
          <span className="text-muted">{method}</span> {path}
        </h2>
        <p className="text-sm text-faint">
          Request {number}, {fullTime(at)}, answered with{' '}
          <span className={classes('font-mono font-medium', statusColor(statusCode))}>{statusCode}</span>
        </p>
      </header>
      <SectionHead title="Headers" note={String(headers.length)} />
      <div className="max-h-2/5 shrink-0 overflow-y-auto pb-2">
        <HeaderTable headers={headers} label="Request headers" />
      </div>
      <BodyView text={body} bytes={bodyBytes} label="Received body" />
    </article>
  )
}
