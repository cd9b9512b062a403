/**
 * The payload with its tools: the editor (loaded when it is first needed), where it is wrong, its size, and Format.
 * What stands in it is sent byte for byte.
 */
import { Braces, ChevronDown } from 'lucide-react'
import { type RefObject, Suspense, useId, useMemo } from 'react'
import type { Complaint } from '../../shared/checks.ts'
import { placeholderKinds } from '../../shared/placeholder-kinds.ts'
import { lazyPart } from '../app/lazy-part.tsx'
import { bytesText } from '../deliveries/format.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Menu } from '../ui/Menu.tsx'
import { checkedWhileTyping } from './check-draft.ts'
import type { EditorHandle } from './CodeEditor.tsx'
import type { EditorLanguage } from './editor-state.ts'
import { formatJson } from './format-json.ts'
import { payloadBytes } from './payload-bytes.ts'
import { payloadWarning } from './payload-warning.ts'
import { useSettled } from './use-settled.ts'

const CodeEditor = lazyPart(async () => (await import('./CodeEditor.tsx')).CodeEditor)

interface PayloadEditorProps {
  value: string
  onChange: (text: string) => void
  language: EditorLanguage
  complaint: Complaint | null
  handle: RefObject<EditorHandle | null>
  /** Whether placeholders are expanded in it. */
  placeholders?: boolean
  label?: string
  autoFocus?: boolean
  className?: string
}

const warnAfterMs = 500

export function PayloadEditor(props: PayloadEditorProps) {
  const { value, onChange, language, complaint, handle, placeholders = false, className } = props
  const { label = 'Payload' } = props
  const noteId = useId()
  const settled = useSettled(value, warnAfterMs)
  const warning = useMemo(
    () => payloadWarning(settled, { isJson: language === 'json', placeholders }),
    [settled, language, placeholders],
  )
  const bytes = useMemo(() => bytesText(payloadBytes(value)), [value])
  const problem = useMemo(() => problemOf(complaint), [complaint])
  const format = (): void => {
    const text = handle.current?.text() ?? value
    const formatted = formatJson(text, placeholders)
    if (formatted !== text) onChange(formatted)
    handle.current?.focus()
  }
  return (
    <div className={classes('flex min-h-0 flex-col gap-1', className)} data-field="data">
      <div className="flex min-h-5 items-center gap-2">
        <span className="flex-1 text-sm font-medium text-muted">{label}</span>
        <span className="tabular text-sm text-faint">{bytes}</span>
        {placeholders && <PlaceholderMenu onChoose={(text) => handle.current?.insert(text)} />}
        {language === 'json' && (
          <Button
            variant="ghost"
            icon={<Braces />}
            className="-my-0.5"
            disabled={complaint !== null}
            onClick={format}
          >
            Format
          </Button>
        )}
      </div>
      <div
        role="group"
        aria-label={label}
        aria-describedby={complaint || warning ? noteId : undefined}
        className={classes(
          'min-h-0 flex-1 overflow-hidden rounded-sm border bg-raised focus-within:outline-1 focus-within:-outline-offset-1',
          complaint
            ? 'border-bad focus-within:outline-bad'
            : 'border-edge focus-within:border-accent focus-within:outline-accent',
        )}
      >
        <Suspense fallback={<div className="p-2 text-sm text-faint">Loading the editor</div>}>
          <CodeEditor
            value={value}
            onChange={onChange}
            language={language}
            label={label}
            problem={problem}
            handle={handle}
            placeholders={placeholders}
            autoFocus={props.autoFocus ?? false}
          />
        </Suspense>
      </div>
      <Remark
        id={noteId}
        complaint={complaint}
        warning={warning}
        isLarge={value.length > checkedWhileTyping}
        onShow={(position) => handle.current?.goTo(position)}
      />
    </div>
  )
}

function problemOf(complaint: Complaint | null): { position: number; message: string } | null {
  if (complaint?.position === undefined) return null
  return { position: complaint.position, message: complaint.message }
}

interface RemarkProps {
  id: string
  complaint: Complaint | null
  warning: Complaint | null
  isLarge: boolean
  onShow: (position: number) => void
}

/** Below the editor: what keeps the payload from being sent, or what is odd about it. */
function Remark({ id, complaint, warning, isLarge, onShow }: RemarkProps) {
  const shown = complaint ?? warning
  if (!shown) {
    if (!isLarge) return null
    return (
      <p className="text-sm text-faint">So large a payload is checked when it is sent, not while you type.</p>
    )
  }
  const { message, position } = shown
  return (
    <p
      id={id}
      role={complaint ? 'alert' : 'status'}
      className={classes('text-sm', complaint ? 'text-bad' : 'text-warn')}
    >
      {message}{' '}
      {position !== undefined && (
        <button
          type="button"
          className="rounded-sm underline underline-offset-2 hover:text-fg"
          onClick={() => onShow(position)}
        >
          Show
        </button>
      )}
    </p>
  )
}

/** For who does not know that they can be typed. */
function PlaceholderMenu({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" className="-my-0.5">
          Placeholder
          <ChevronDown />
        </Button>
      }
      items={Object.values(placeholderKinds).map(({ example, meaning }) => ({
        label: `{{${example}}}`,
        detail: meaning,
        onSelect: () => onChoose(`{{${example}}}`),
      }))}
    />
  )
}
