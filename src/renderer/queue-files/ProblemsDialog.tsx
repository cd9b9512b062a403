/** The problems of an import that has ended, from the line over the table. */
import { Dialog } from '../ui/Dialog.tsx'
import { importResults } from './import-results.ts'
import { reportText } from './import-text.ts'
import { ProblemList } from './ProblemList.tsx'

interface ProblemsDialogProps {
  jobId: string
  onClose: () => void
}

export function ProblemsDialog({ jobId, onClose }: ProblemsDialogProps) {
  const result = importResults((results) => results.find((one) => one.jobId === jobId))
  if (!result?.report) return null
  const { name, report } = result
  return (
    <Dialog title={name} description={`${reportText(report)}.`} onClose={onClose}>
      <ProblemList name={name} report={report} />
    </Dialog>
  )
}
