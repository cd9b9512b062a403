/** Where what is imported goes: as the file says, with another URL for some origins, or all to one place. */
import type { ImportReport } from '../../shared/queue-file.ts'
import { countText } from '../deliveries/format.ts'
import { EndpointSelect } from '../endpoints/EndpointSelect.tsx'
import { useLive } from '../live/store.ts'
import { Field } from '../ui/Field.tsx'
import { Segments } from '../ui/Segments.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import type { ImportDraft } from './import-draft.ts'

interface ImportTargetsProps {
  report: ImportReport
  draft: ImportDraft
  change: (changes: Partial<ImportDraft>) => void
  wrong: Readonly<Record<string, string>>
}

export function ImportTargets(props: ImportTargetsProps) {
  const { draft, change } = props
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col items-start gap-1">
        <span className="text-sm font-medium text-muted" aria-hidden>
          Where they go
        </span>
        <Segments
          label="Where they go"
          value={draft.to}
          options={[
            { value: 'file', label: 'As the file says' },
            { value: 'url', label: 'All to one URL' },
            { value: 'endpoint', label: 'All to an endpoint' },
          ]}
          onChange={(to) => change({ to })}
        />
      </div>
      <Place {...props} />
    </div>
  )
}

function Place({ report, draft, change, wrong }: ImportTargetsProps) {
  const endpoints = useLive((live) => live.endpoints)
  const urls = endpoints.map((endpoint) => endpoint.url)
  if (draft.to === 'file') return <Origins {...{ report, draft, change, wrong, urls }} />
  if (draft.to === 'url') {
    return (
      <Field label="URL" error={draft.url === '' ? null : wrong['url']}>
        <SuggestInput
          value={draft.url}
          placeholder="http://localhost:3000/hooks"
          suggestions={urls}
          onChange={(url) => change({ url })}
          trimmed
        />
      </Field>
    )
  }
  return (
    <Field label="Endpoint" hint="They go as events to it do: its method, headers, body and retries.">
      <EndpointSelect value={draft.endpointId} onChange={(endpointId) => change({ endpointId })} />
    </Field>
  )
}

interface OriginsProps extends ImportTargetsProps {
  urls: string[]
}

function Origins({ report, draft, change, wrong, urls }: OriginsProps) {
  return (
    <div className="flex flex-col gap-1">
      <ul
        aria-label="Origins in the file"
        className="max-h-44 divide-y divide-line overflow-y-auto rounded-sm border border-line"
      >
        {report.origins.map(({ origin, count }) => {
          const error = wrong[`origins.${origin}`]
          return (
            <li
              key={origin}
              className="grid grid-cols-[minmax(0,1fr)_max-content_minmax(0,1fr)] items-center gap-x-3 px-2 py-1"
            >
              <span className="truncate font-mono text-sm" title={origin}>
                {origin}
              </span>
              <span className="tabular text-right text-sm text-muted">{countText(count)}</span>
              <SuggestInput
                label={`Instead of ${origin}`}
                value={draft.origins[origin] ?? ''}
                placeholder="stays; or another URL"
                suggestions={urls}
                onChange={(to) => change({ origins: { ...draft.origins, [origin]: to } })}
                trimmed
              />
              {error && <p className="col-start-3 text-sm text-bad">{error}</p>}
            </li>
          )
        })}
      </ul>
      <p className="text-sm text-faint">
        Another origin, such as http://localhost:3000, keeps the paths. A URL with a path takes their place.
      </p>
    </div>
  )
}
