/**
 * The payload with its tools: the editor (loaded when it is first needed), where it is wrong, its size, and Format.
 * What stands in it is sent byte for byte.
 */
import { Braces } from 'lucide-react'
import { type RefObject, Suspense, useId } from 'react'
import { type Complaint, utf8Length } from '../../shared/checks.ts'
import { lazyPart } from '../app/lazy-part.tsx'
import { bytesText } from '../deliveries/format.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { checkedWhileTyping } from './check-draft.ts'
import type { EditorHandle } from './CodeEditor.tsx'
import type { EditorLanguage } from './editor-state.ts'
import { formatJson } from './format-json.ts'

const CodeEditor = lazyPart(async () => (await import('./CodeEditor.tsx')).CodeEditor)

interface PayloadEditorProps {
  value: string
  onChange: (text: string) => void
  language: EditorLanguage
  complaint: Complaint | null
  handle: RefObject<EditorHandle | null>
  label?: string
  autoFocus?: boolean
  className?: string
}

export function PayloadEditor(props: PayloadEditorProps) {
  const { value, onChange, language, complaint, handle, label = 'Payload', className } = props
  const position = complaint?.position
  const errorId = useId()
  const format = (): void => {
    const text = handle.current?.text() ?? value
    const formatted = formatJson(text)
    if (formatted !== text) onChange(formatted)
    handle.current?.focus()
  }
  return (
    <div className={classes('flex min-h-0 flex-col gap-1', className)} data-field="data">
      <div className="flex min-h-5 items-center gap-2">
        <span className="flex-1 text-sm font-medium text-muted">{label}</span>
        <span className="tabular text-sm text-faint">{bytesText(utf8Length(value))}</span>
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
        aria-describedby={complaint ? errorId : undefined}
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
            problem={position === undefined ? null : { position, message: complaint?.message ?? '' }}
            handle={handle}
            autoFocus={props.autoFocus ?? false}
          />
        </Suspense>
      </div>
      {complaint ? (
        <p id={errorId} role="alert" className="text-sm text-bad">
          {complaint.message}{' '}
          {position !== undefined && (
            <button
              type="button"
              className="rounded-sm underline underline-offset-2 hover:text-fg"
              onClick={() => handle.current?.goTo(position)}
            >
              Show
            </button>
          )}
        </p>
      ) : (
        value.length > checkedWhileTyping && (
          <p className="text-sm text-faint">
            So large a payload is checked when it is sent, not while you type.
          </p>
        )
      )}
    </div>
  )
}
