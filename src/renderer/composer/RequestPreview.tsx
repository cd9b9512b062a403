/** The request that the draft would become, byte for byte, and the same as a cURL command. */
import { ChevronLeft, ChevronRight, Copy, Dices } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { unixTarget } from '../../shared/checks.ts'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { userAgentOf } from '../../shared/request.ts'
import { bytesText } from '../deliveries/format.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { copyText } from '../ui/copy-text.ts'
import { Select } from '../ui/Select.tsx'
import { showToast } from '../ui/Toast.tsx'
import type { Draft } from './draft.ts'
import { useSettled } from './use-settled.ts'
import {
  type PreviewContext,
  previewCurl,
  previewRequest,
  type RequestPreview as Preview,
} from './preview.ts'
import { exampleId, usePreviewedCopy } from './use-previewed-copy.ts'
import { compressionAt, resolveDraft, type ResolvedDraft } from './resolve.ts'

/** The cURL command is shown up to here; it is copied whole. */
const shownCurl = 4_000

/** In characters: of a larger payload the preview waits until typing pauses. */
const settledAbove = 200_000
const settleMs = 500

interface RequestPreviewProps {
  draft: Draft
  /** Where it goes; empty for a URL. */
  targets: readonly EndpointDetail[]
  /** When the draft was last changed: the example times follow the keys, not the clock. */
  changedAt: number
  /** Of the random placeholders. */
  seed: string
  /** Others, please. */
  onReseed: () => void
}

export function RequestPreview({ draft, targets, changedAt, seed, onReseed }: RequestPreviewProps) {
  const deferred = useDeferredValue(useSettled(draft, draft.data.length > settledAbove ? settleMs : 0))
  const [chosen, setChosen] = useState<string | null>(null)
  const endpoint = targets.find(({ id }) => id === chosen) ?? targets[0] ?? null
  const { copy, ...steps } = usePreviewedCopy(deferred, { seed, now: changedAt })
  const shown = useMemo(() => resolveDraft(copy, endpoint), [copy, endpoint])
  const context = usePreviewContext(shown.url, { endpoint, now: changedAt })
  const preview = useMemo(() => previewRequest(shown, context), [shown, context])
  return (
    <section aria-label="Preview" className="flex min-h-0 min-w-0 flex-col bg-panel">
      <div className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-4 text-sm">
        <h3 className="shrink-0 font-medium text-muted">Request</h3>
        {endpoint && targets.length > 1 && (
          <Select
            label="Endpoint of the preview"
            size="sm"
            className="-my-1"
            value={endpoint.id}
            options={targets.map(({ id, name }) => ({ value: id, label: `to ${name}` }))}
            onChange={setChosen}
          />
        )}
        <span className="flex-1" />
        {steps.isExpanded && <CopySteps {...steps} onReseed={onReseed} />}
        <span className="tabular text-faint">{bytesText(preview.bodyBytes)} body</span>
      </div>
      <div
        // A scroll area that the keyboard must reach.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label="Request as it will be sent"
        role="region"
        className="focus-inset min-h-0 flex-1 overflow-auto px-4 py-3 font-mono text-sm break-all whitespace-pre-wrap select-text"
      >
        <Head preview={preview} />
        {'\n'}
        {preview.body.map((piece, index) =>
          // Pieces have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          piece.made ? <Made key={index} text={piece.text} /> : piece.text,
        )}
        {preview.hidden > 0 && (
          <div className="pt-2 font-sans text-faint">
            … and {preview.hidden.toLocaleString('en')} more characters
          </div>
        )}
      </div>
      <p className="shrink-0 px-4 py-1.5 text-xs text-faint">
        <Made text="Dotted" /> values are made when it is sent
        {steps.isExpanded ? '; the random ones will be these.' : ': these are examples.'}
      </p>
      <CurlCommand draft={shown} context={context} />
    </section>
  )
}

interface CopyStepsProps {
  index: number
  copies: number
  onStep: (index: number) => void
  onReseed: () => void
}

/** Which copy is shown, and other random values for all of them. */
function CopySteps({ index, copies, onStep, onReseed }: CopyStepsProps) {
  return (
    <>
      {copies > 1 && (
        <span role="group" aria-label="Copy of the preview" className="-my-1 flex items-center gap-0.5">
          <IconButton
            label="Copy before"
            icon={<ChevronLeft />}
            disabled={index === 1}
            onClick={() => onStep(index - 1)}
          />
          <span role="status" className="tabular text-muted">
            Copy {index.toLocaleString('en')} of {copies.toLocaleString('en')}
          </span>
          <IconButton
            label="Next copy"
            icon={<ChevronRight />}
            disabled={index === copies}
            onClick={() => onStep(index + 1)}
          />
        </span>
      )}
      <IconButton label="Other random values" icon={<Dices />} className="-my-1" onClick={onReseed} />
    </>
  )
}

function Head({ preview }: { preview: Preview }) {
  return (
    <>
      {preview.requestLine === null ? (
        <div className="font-sans text-faint">The request line follows from the URL.</div>
      ) : (
        <div className="font-medium">{preview.requestLine}</div>
      )}
      {preview.headers.map(({ name, value, made, wire }, index) => (
        // The same header may stand there twice.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={wire ? 'text-faint' : ''}>
          <span className={wire ? '' : 'text-code-key'}>{name}</span>: {made ? <Made text={value} /> : value}
        </div>
      ))}
    </>
  )
}

function Made({ text }: { text: string }) {
  return (
    <span title="Made when it is sent" className="border-b border-dotted border-muted text-muted">
      {text}
    </span>
  )
}

function CurlCommand({ draft, context }: { draft: ResolvedDraft; context: PreviewContext }) {
  const command = useMemo(() => previewCurl(draft, context, shownCurl), [draft, context])
  const isCut = command.length > shownCurl || draft.data.length > shownCurl
  const isReady = URL.canParse(draft.url)
  const copy = (): void => {
    void copyText(previewCurl(draft, context)).then(() => showToast({ title: 'cURL command copied' }))
  }
  return (
    <div className="flex max-h-1/3 shrink-0 flex-col border-t border-line">
      <div className="flex h-8 shrink-0 items-center gap-2 pr-2 pl-4 text-sm">
        <h3 className="flex-1 font-medium text-muted">cURL</h3>
        <Button variant="ghost" icon={<Copy />} disabled={!isReady} onClick={copy}>
          Copy
        </Button>
      </div>
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label="cURL command"
        role="region"
        className="focus-inset min-h-0 overflow-auto px-4 pb-3 font-mono text-sm break-all whitespace-pre-wrap text-muted select-text"
      >
        {isReady ? command.slice(0, shownCurl) : 'The command follows from the URL.'}
        {isReady && isCut && ' …'}
      </div>
    </div>
  )
}

function usePreviewContext(
  url: string,
  { endpoint, now }: { endpoint: EndpointDetail | null; now: number },
): PreviewContext {
  const settings = useLive((live) => live.settings)
  const version = useLive((live) => live.version)
  const endpoints = useLive((live) => live.endpoints)
  const place = placeOf(url)
  const zstdSupport = (endpoint ?? endpoints.find((each) => each.url === place))?.zstdSupport ?? 'unknown'
  const compression = compressionAt(endpoint, settings)
  return useMemo(
    () => ({
      userAgent: userAgentOf(settings, version),
      compression,
      zstdSupport,
      exampleId,
      now,
    }),
    [settings, version, compression, zstdSupport, now],
  )
}

/** What an endpoint is known by: the URL without its query. */
function placeOf(url: string): string | null {
  return URL.canParse(url) || unixTarget(url) ? (url.split('?', 1)[0] ?? null) : null
}
