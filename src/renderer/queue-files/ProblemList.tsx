/** What could not be read of a file: where it stands and why. */
import { Copy } from 'lucide-react'
import type { ImportReport } from '../../shared/queue-file.ts'
import { Button } from '../ui/Button.tsx'
import { copyNamed } from '../ui/copy-text.ts'
import { badText, placeText, problemsNote, problemsText } from './import-text.ts'

interface ProblemListProps {
  report: ImportReport
  name: string
}

export function ProblemList({ report, name }: ProblemListProps) {
  const { problems } = report
  return (
    <section aria-label="What cannot be read" className="flex flex-col gap-1">
      <div className="flex min-h-6 items-center gap-2">
        <h3 className="text-sm font-medium text-bad">{badText(report)}</h3>
        <span className="flex-1 text-sm text-faint">{problemsNote(report)}</span>
        <Button
          variant="ghost"
          icon={<Copy />}
          onClick={() => copyNamed('List', problemsText(name, problems))}
        >
          Copy
        </Button>
      </div>
      <ul
        aria-label="Problems"
        tabIndex={0}
        className="focus-inset max-h-36 overflow-y-auto rounded-sm border border-line bg-panel text-sm select-text"
      >
        {problems.map((problem) => (
          <li
            key={`${problem.line} ${problem.code}`}
            className="grid grid-cols-[8rem_minmax(0,1fr)] gap-2 border-b border-line px-2 py-1 last:border-b-0"
          >
            <span className="tabular truncate font-mono text-muted" title={placeText(problem)}>
              {placeText(problem)}
            </span>
            <span className="break-words">{problem.message}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
