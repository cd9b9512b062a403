/** A body: laid out, as it is, or as bytes. The libraries that show text come with the first one that is looked at. */
import { Copy, Download, Search, WrapText } from 'lucide-react'
import { type KeyboardEvent, Suspense, useMemo, useState } from 'react'
import { lazyPart } from '../../app/lazy-part.tsx'
import { Button } from '../../ui/Button.tsx'
import { copyNamed } from '../../ui/copy-text.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ItemsMenu } from '../../ui/ItemsMenu.tsx'
import { isJsonDocument } from '../../ui/pretty-json.ts'
import { bytesText } from '../format.ts'
import { bodyLayout, type BodyLayout } from './body/body-layout.ts'
import { HexBody } from './body/HexBody.tsx'
import { bodyFileName, saveBody } from './body/save-body.ts'
import { SectionHead } from './SectionHead.tsx'

const TextBody = lazyPart(async () => (await import('./body/TextBody.tsx')).TextBody)

interface BodyViewProps {
  text: string
  label: string
  bytes: number
  /** Said beside the size, such as how it was compressed. */
  note?: string
  /** The text is the beginning of it. */
  isCut?: boolean
  /** Where the text does not say all of the bytes; null while they are fetched. */
  rawBytes?: Uint8Array<ArrayBuffer> | null
}

const names: Record<BodyLayout, string> = { pretty: 'Pretty', raw: 'Raw', hex: 'Hex' }

export function BodyView({ text, label, bytes, note, isCut = false, rawBytes }: BodyViewProps) {
  const isJson = useMemo(() => isJsonDocument(text, { isCut }), [text, isCut])
  const { layout: wanted, wraps } = bodyLayout()
  const layout = wanted === 'pretty' && !isJson ? 'raw' : wanted
  const [find, setFind] = useState<number | null>(null)
  const askToFind = (): void => setFind((find ?? 0) + 1)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (layout === 'hex' || event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    askToFind()
  }
  const copy = (): void => copyNamed('Body', text)
  const sizes = [bytesText(bytes), note].filter(Boolean).join(' · ')
  return (
    <ItemsMenu itemsOf={() => (text === '' ? [] : [{ label: 'Copy body', onSelect: copy }])}>
      <section
        aria-label={label}
        data-item="body"
        className="flex min-h-0 flex-1 flex-col"
        onKeyDown={onKeyDown}
      >
        <SectionHead title="Body" note={sizes}>
          {text !== '' && (
            <div className="flex items-center gap-0.5">
              <LayoutButtons layout={layout} isJson={isJson} />
              {layout !== 'hex' && (
                <>
                  <IconButton label="Find" shortcut="Ctrl F" icon={<Search />} onClick={askToFind} />
                  <IconButton
                    label="Wrap lines"
                    icon={<WrapText />}
                    aria-pressed={wraps}
                    className={wraps ? 'bg-press text-fg' : ''}
                    onClick={() => bodyLayout.setState({ wraps: !wraps })}
                  />
                </>
              )}
              <IconButton label={`Copy ${label.toLowerCase()}`} icon={<Copy />} onClick={copy} />
              <IconButton
                label="Save as…"
                icon={<Download />}
                onClick={() => saveBody(rawBytes ?? text, bodyFileName(label, isJson))}
              />
            </div>
          )}
        </SectionHead>
        <div className="flex min-h-0 flex-1 flex-col border-t border-line">
          {text === '' ? (
            <p className="px-4 py-2 text-sm text-faint">Empty.</p>
          ) : layout === 'hex' ? (
            <HexBody text={text} label={label} {...(rawBytes === undefined ? {} : { bytes: rawBytes })} />
          ) : (
            <Suspense fallback={<div className="flex-1 bg-sunken" aria-busy />}>
              <TextBody
                text={text}
                label={label}
                isJson={isJson}
                pretty={layout === 'pretty'}
                wraps={wraps}
                find={find}
                onFindClose={() => setFind(null)}
              />
            </Suspense>
          )}
        </div>
      </section>
    </ItemsMenu>
  )
}

function LayoutButtons({ layout, isJson }: { layout: BodyLayout; isJson: boolean }) {
  const offered = (['pretty', 'raw', 'hex'] as const).filter((one) => one !== 'pretty' || isJson)
  return (
    <div role="group" aria-label="Layout of the body" className="mr-1 flex">
      {offered.map((one) => (
        <Button
          key={one}
          variant="ghost"
          aria-pressed={one === layout}
          className={one === layout ? 'bg-press text-fg' : ''}
          onClick={() => bodyLayout.setState({ layout: one })}
        >
          {names[one]}
        </Button>
      ))}
    </div>
  )
}
