/** A body, raw or laid out. Code editing libraries come with the first one that is looked at. */
import { Suspense, useState } from 'react'
import { lazyPart } from '../../app/lazy-part.tsx'
import { Button } from '../../ui/Button.tsx'
import { copyNamed } from '../../ui/copy-text.ts'
import { ItemsMenu } from '../../ui/ItemsMenu.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import { looksLikeJson, prettyJson } from '../../ui/pretty-json.ts'
import { bytesText } from '../format.ts'

const CodeView = lazyPart(async () => (await import('../../ui/CodeView.tsx')).CodeView)

interface BodyViewProps {
  text: string
  label: string
  bytes: number
  /** Said beside the size, such as how it was compressed. */
  note?: string
}

export function BodyView({ text, label, bytes, note }: BodyViewProps) {
  const isJson = looksLikeJson(text)
  const [raw, setRaw] = useState(false)
  const copies: MenuItem[] = [
    { label: 'Copy body', onSelect: () => copyNamed('Body', text) },
    ...(isJson
      ? [{ label: 'Copy body, laid out', onSelect: () => copyNamed('Body', prettyJson(text)) }]
      : []),
  ]
  return (
    <ItemsMenu itemsOf={() => (text === '' ? [] : copies)}>
      <section className="flex min-h-0 flex-1 flex-col" data-item="body">
        <SectionHead title="Body" note={[bytesText(bytes), note].filter(Boolean).join(' · ')}>
          {isJson && (
            <div role="group" aria-label="Layout of the body" className="flex">
              <Button
                variant="ghost"
                aria-pressed={!raw}
                className={raw ? '' : 'bg-press text-fg'}
                onClick={() => setRaw(false)}
              >
                Pretty
              </Button>
              <Button
                variant="ghost"
                aria-pressed={raw}
                className={raw ? 'bg-press text-fg' : ''}
                onClick={() => setRaw(true)}
              >
                Raw
              </Button>
            </div>
          )}
        </SectionHead>
        {text === '' ? (
          <p className="px-4 text-sm text-faint">Empty.</p>
        ) : (
          <Suspense fallback={<div className="flex-1 bg-sunken" aria-busy />}>
            <CodeView
              text={text}
              label={label}
              language={isJson ? 'json' : 'text'}
              pretty={isJson && !raw}
              className="flex-1 border-t border-line"
            />
          </Suspense>
        )}
      </section>
    </ItemsMenu>
  )
}

interface SectionHeadProps {
  title: string
  note?: string
  children?: React.ReactNode
}

export function SectionHead({ title, note, children }: SectionHeadProps) {
  return (
    <div className="flex min-h-9 items-center gap-2 pr-3 pl-4">
      <h3 className="text-sm font-semibold">{title}</h3>
      {note && <span className="tabular truncate text-sm text-faint">{note}</span>}
      <span className="flex-1" />
      {children}
    </div>
  )
}
