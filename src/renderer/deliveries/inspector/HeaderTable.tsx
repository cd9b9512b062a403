/** Headers in the order and case in which they went over the wire. */
import type { HeaderList } from '../../../shared/model.ts'

export function HeaderTable({ headers, label }: { headers: HeaderList; label: string }) {
  if (headers.length === 0) return <p className="px-4 text-sm text-faint">No headers.</p>
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-[minmax(88px,max-content)_minmax(0,1fr)] gap-x-4 px-4 font-mono text-sm leading-[18px] select-text"
    >
      {headers.map(([name, value], index) => (
        // Names may repeat, and the list of an attempt never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="contents">
          <dt className="max-w-48 break-all text-code-key">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
