/** Headers in the order and case in which they went over the wire. */
import type { HeaderList } from '../../../shared/model.ts'
import { copyNamed } from '../../ui/copy-text.ts'
import { ItemsMenu } from '../../ui/ItemsMenu.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'

export function HeaderTable({ headers, label }: { headers: HeaderList; label: string }) {
  if (headers.length === 0) return <p className="px-4 text-sm text-faint">No headers.</p>
  return (
    <ItemsMenu itemsOf={(item) => headerMenu(headers, Number(item))} current="0">
      <dl
        aria-label={label}
        // The menu key has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="focus-inset grid grid-cols-[minmax(88px,max-content)_minmax(0,1fr)] gap-x-4 px-4 font-mono text-sm leading-[18px] select-text"
      >
        {headers.map(([name, value], index) => (
          // Names may repeat, and the list of an attempt never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className="contents" data-item={index}>
            <dt className="max-w-48 break-all text-code-key">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </ItemsMenu>
  )
}

/** What can be copied of them. */
function headerMenu(headers: HeaderList, index: number): MenuItem[] {
  const lines = headers.map((header) => header.join(': '))
  const header = headers[index]
  const line = lines[index]
  const all: MenuItem = {
    label: 'Copy all headers',
    onSelect: () => copyNamed('Headers', lines.join('\n')),
  }
  if (!header || line === undefined) return [all]
  return [
    { label: 'Copy value', onSelect: () => copyNamed('Value', header[1]) },
    { label: 'Copy header', onSelect: () => copyNamed('Header', line) },
    'separator',
    all,
  ]
}
