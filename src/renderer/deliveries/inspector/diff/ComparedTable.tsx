/** Lines of a comparison: what is the same once, what differs in both forms, marked by sign and colour. */
import { classes } from '../../../ui/classes.ts'
import type { Change, ComparedLine } from './compare.ts'

const words: Record<Change, string> = { same: '', changed: 'changed', added: 'added', removed: 'removed' }

interface ComparedTableProps {
  label: string
  lines: readonly ComparedLine[]
  mono?: boolean
}

export function ComparedTable({ label, lines, mono = false }: ComparedTableProps) {
  if (lines.length === 0) return <p className="px-4 text-sm text-faint">None.</p>
  return (
    <table aria-label={label} className="w-full table-fixed text-sm leading-[18px] select-text">
      <colgroup>
        <col className="w-[38%]" />
        <col />
      </colgroup>
      <tbody>
        {lines.map(({ name, left, right, change }, index) => (
          // Names may repeat, and the lines never move.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index} className="align-top">
            <th
              scope="row"
              className={classes(
                'py-px pr-2 pl-4 text-left font-normal wrap-anywhere',
                mono && 'font-mono',
                change === 'same' ? 'text-faint' : 'text-fg',
              )}
            >
              {name}
              {change !== 'same' && <span className="sr-only"> {words[change]}</span>}
            </th>
            <td className={classes('py-px pr-4 wrap-anywhere', mono && 'font-mono')}>
              {change === 'same' ? (
                <span className="text-muted">{left}</span>
              ) : (
                <>
                  {left !== null && <Side sign="−" text={left} />}
                  {right !== null && <Side sign="+" text={right} />}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Side({ sign, text }: { sign: '−' | '+'; text: string }) {
  const look = sign === '+' ? 'bg-good-wash text-good' : 'bg-bad-wash text-bad'
  return (
    <span className={classes('tabular -ml-4 flex gap-1 rounded-xs pl-1', look)}>
      <span aria-hidden className="w-2 shrink-0 select-none">
        {sign}
      </span>
      <span className="min-w-0">{text === '' ? '(empty)' : text}</span>
    </span>
  )
}
