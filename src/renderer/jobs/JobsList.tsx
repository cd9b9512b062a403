/** The jobs that run and those that ended lately, newest first. */
import { Square } from 'lucide-react'
import type { Job } from '../../shared/job.ts'
import { agoText, fullTime } from '../deliveries/format.ts'
import { invoke } from '../host/bridge.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { useNow } from '../live/now.ts'
import { classes } from '../ui/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { showToast } from '../ui/Toast.tsx'
import { doingText, endText, isStoppable, progressText, restText, shareOf, stopText } from './job-text.ts'
import { filterOfJob } from './own-jobs.ts'

interface JobsListProps {
  jobs: Job[]
  /** A link leads away from the list. */
  onLeave: () => void
}

export function JobsList({ jobs, onLeave }: JobsListProps) {
  const now = useNow()
  return (
    <ul aria-label="Jobs" className="max-h-[50vh] divide-y divide-line overflow-y-auto">
      {jobs.map((job) => (
        <li key={job.id} className="flex flex-col gap-1 px-3 py-2 text-sm">
          <div className="flex min-h-6 items-center gap-2">
            <span className={classes('min-w-0 flex-1 font-medium', job.state === 'failed' && 'text-bad')}>
              {job.state === 'running' ? doingText(job) : endText(job)}
            </span>
            <span className="tabular shrink-0 text-faint" title={fullTime(job.startedAt)}>
              {job.state === 'running' ? progressText(job) : agoText(job.startedAt, now)}
            </span>
            {isStoppable(job) && <StopButton job={job} />}
          </div>
          {job.state === 'running' && <ProgressBar label={doingText(job)} share={shareOf(job)} />}
          <Rest job={job} onLeave={onLeave} />
        </li>
      ))}
    </ul>
  )
}

function Rest({ job, onLeave }: { job: Job; onLeave: () => void }) {
  const text = job.state === 'running' ? '' : restText(job)
  const filter = filterOfJob(job.id)
  if (text === '' && !filter) return null
  return (
    <p className="text-muted select-text">
      {text}{' '}
      {filter && (
        <button
          type="button"
          className="rounded-sm text-accent-strong underline-offset-2 hover:underline"
          onClick={() => {
            showDeliveries(filter)
            onLeave()
          }}
        >
          Show its filter
        </button>
      )}
    </p>
  )
}

/** It needs no question: what is done stays done, but for files, where a person has chosen. */
export function StopButton({ job }: { job: Job }) {
  const stop = async (): Promise<void> => {
    const answer = await invoke('job.stop', { id: job.id })
    if (!answer.ok) showToast({ kind: 'error', title: 'Not stopped', detail: answer.error.message })
  }
  return <IconButton label={stopText(job)} icon={<Square />} onClick={() => void stop()} />
}
