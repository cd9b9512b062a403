/** Where an event goes: a URL, or saved endpoints as chips, of which each gets a delivery of it. */
import { ChevronDown, Link, Plus, X } from 'lucide-react'
import { type Ref, useMemo } from 'react'
import { isCurl } from '../../shared/curl-command.ts'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { conditionText } from '../endpoints/condition.ts'
import { useLive } from '../live/store.ts'
import type { Complaints } from '../retry/policy-draft.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Field } from '../ui/Field.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { type Draft, goesToEndpoints } from './draft.ts'
import type { Targets } from './use-targets.ts'

interface TargetFieldProps {
  draft: Draft
  change: (change: Partial<Draft>) => void
  complaints: Complaints
  targets: Targets
  inputRef: Ref<HTMLInputElement> | undefined
  /** A cURL command was pasted where a URL belongs. */
  onCurl: (text: string) => void
}

export function TargetField(props: TargetFieldProps) {
  const { draft, change, complaints, targets } = props
  const setIds = (endpointIds: string[]): void =>
    // What was typed for a raw payload was meant for the targets before.
    change({ endpointIds, ...(draft.bodyMode === 'raw' ? {} : { contentType: null }) })
  const left = targets.saved.filter(({ id, saved }) => saved && !draft.endpointIds.includes(id))
  const add = (id: string): void => setIds([...draft.endpointIds, id])
  const wrong = Object.entries(complaints).find(([field]) => field.startsWith('endpointIds'))?.[1]
  if (!goesToEndpoints(draft)) {
    return (
      <Field
        label="URL"
        error={complaints['url']}
        className="flex-1"
        aside={left.length > 0 && <EndpointMenu endpoints={left} label="Saved endpoints" onChoose={add} />}
      >
        <UrlInput {...props} endpoints={left} onChoose={add} />
      </Field>
    )
  }
  return (
    <Field
      label={draft.endpointIds.length === 1 ? 'Endpoint' : 'Endpoints'}
      error={wrong}
      className="flex-1"
      aside={
        <Button variant="ghost" icon={<Link />} className="-my-0.5" onClick={() => setIds([])}>
          To a URL instead
        </Button>
      }
    >
      <ul
        aria-label="Endpoints"
        className={classes(
          'flex min-h-7 flex-wrap items-center gap-1 rounded-sm border bg-raised px-1 py-0.5',
          wrong ? 'border-bad' : 'border-edge',
        )}
      >
        {draft.endpointIds.map((id, index) => (
          <Chip
            key={id}
            id={id}
            endpoint={targets.chosen.find((endpoint) => endpoint.id === id)}
            isWrong={complaints[`endpointIds.${index}`] !== undefined}
            onRemove={() => setIds(draft.endpointIds.filter((each) => each !== id))}
          />
        ))}
        {left.length > 0 && (
          <li className="flex">
            <EndpointMenu endpoints={left} label="Add" onChoose={add} />
          </li>
        )}
      </ul>
    </Field>
  )
}

interface ChipProps {
  id: string
  /** Undefined when it is not there any more, or not loaded yet. */
  endpoint: EndpointDetail | undefined
  isWrong: boolean
  onRemove: () => void
}

function Chip({ id, endpoint, isWrong, onRemove }: ChipProps) {
  const name = endpoint?.name ?? (isWrong ? 'deleted endpoint' : id)
  return (
    <li className="min-w-0">
      <button
        type="button"
        aria-label={`Take out ${name}`}
        title={endpoint ? `${endpoint.url}\n${conditionText(endpoint)}` : id}
        {...(isWrong ? { 'data-invalid': '' } : {})}
        onClick={onRemove}
        className={classes(
          'inline-flex h-5 max-w-60 items-center gap-1 rounded-sm border px-1.5 text-sm',
          isWrong
            ? 'border-bad/40 bg-bad-wash text-bad'
            : 'border-accent/40 bg-selected-quiet hover:bg-selected',
        )}
      >
        <span className="truncate">{name}</span>
        <X className="size-3 shrink-0 text-muted" aria-hidden />
      </button>
    </li>
  )
}

interface EndpointMenuProps {
  endpoints: readonly EndpointDetail[]
  label: string
  onChoose: (id: string) => void
}

function EndpointMenu({ endpoints, label, onChoose }: EndpointMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" icon={label === 'Add' ? <Plus /> : undefined} className="-my-0.5">
          {label}
          {label !== 'Add' && <ChevronDown />}
        </Button>
      }
      items={endpoints.map(({ id, name, url }) => ({
        key: id,
        label: name,
        detail: url,
        onSelect: () => onChoose(id),
      }))}
    />
  )
}

interface UrlInputProps extends TargetFieldProps {
  endpoints: readonly EndpointDetail[]
  onChoose: (id: string) => void
}

/** Suggests saved endpoints by their names, and the URLs that were sent to. */
function UrlInput({ draft, change, inputRef, endpoints, onChoose, onCurl }: UrlInputProps) {
  const known = useLive((live) => live.endpoints)
  const suggestions = useMemo(
    () => [
      ...endpoints.map(({ id, name, url }) => ({ text: name, detail: url, choose: () => onChoose(id) })),
      ...known.filter(({ saved }) => !saved).map(({ url }) => url),
    ],
    [endpoints, known, onChoose],
  )
  return (
    <SuggestInput
      inputRef={inputRef}
      value={draft.url}
      placeholder="http://localhost:3000/hooks, or cURL"
      suggestions={suggestions}
      onChange={(url) => change({ url })}
      onPaste={(text) => {
        if (!isCurl(text)) return false
        onCurl(text)
        return true
      }}
      trimmed
    />
  )
}
