/**
 * Long work of the engine, in the header of every screen: what, how far, and Stop. It stays for a moment after the end;
 * pressing it shows all that run or ended lately.
 */
import { CircleAlert, CircleCheck, ListChecks } from 'lucide-react'
import { useState } from 'react'
import type { Job } from '../../shared/job.ts'
import { countText } from '../deliveries/format.ts'
import { useNow } from '../live/now.ts'
import { useLive } from '../live/store.ts'
import { Popover } from '../ui/Popover.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { endedJobs } from './ended-jobs.ts'
import { doingText, endText, hasSucceeded, isStoppable, progressText, shareOf } from './job-text.ts'
import { JobsList, StopButton } from './JobsList.tsx'

const lingersMs = 8_000

export function JobsIndicator() {
  const jobs = useJobs()
  const ended = endedJobs()
  const [open, setOpen] = useState(false)
  const running = jobs.filter(({ state }) => state === 'running')
  if (jobs.length === 0 || (running.length === 0 && ended.size === 0 && !open)) return null
  return <Shown jobs={jobs} running={running} open={open} onOpenChange={setOpen} />
}

/** Every choice about an import looks through its file anew: those that have ended say nothing by now. */
function useJobs(): Job[] {
  const jobs = useLive((live) => live.jobs)
  return jobs.filter(({ kind, state }) => kind !== 'import.check' || state === 'running')
}

interface ShownProps {
  jobs: Job[]
  running: Job[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

function Shown({ jobs, running, open, onOpenChange }: ShownProps) {
  const now = useNow()
  const endedAt = endedJobs()
  const ended = jobs.filter(({ id }) => now - (endedAt.get(id) ?? 0) < lingersMs)
  const [only] = running
  if (running.length === 0 && ended.length === 0 && !open) return null
  return (
    <div className="flex min-w-0 items-center gap-1">
      <p role="status" className="sr-only">
        {announcement(running, ended)}
      </p>
      <Popover
        title="Jobs"
        open={open}
        onOpenChange={onOpenChange}
        trigger={
          <button
            type="button"
            aria-label="Jobs"
            className="flex h-6 min-w-0 items-center gap-2 rounded-sm border border-edge bg-raised px-2 text-sm select-none hover:bg-hover [&>svg]:size-3.5 [&>svg]:shrink-0"
          >
            {running.length > 0 ? <Running jobs={running} /> : <Ended job={ended[0]} />}
          </button>
        }
      >
        <JobsList jobs={jobs} onLeave={() => onOpenChange(false)} />
      </Popover>
      {running.length === 1 && only && isStoppable(only) && <StopButton job={only} />}
    </div>
  )
}

function Running({ jobs }: { jobs: Job[] }) {
  const [job] = jobs
  if (!job) return null
  const total = jobs.reduce((sum, each) => sum + each.total, 0)
  const done = jobs.reduce((sum, each) => sum + each.done, 0)
  const [name, progress, share] =
    jobs.length === 1
      ? [doingText(job), progressText(job), shareOf(job)]
      : [
          `${countText(jobs.length)} jobs`,
          progressText({ ...job, done, total }),
          total > 0 ? done / total : null,
        ]
  return (
    <>
      <ListChecks className="text-busy" aria-hidden />
      <span className="max-w-52 truncate font-medium @max-[1100px]:max-w-28">{name}</span>
      <span className="tabular text-muted @max-[860px]:hidden">{progress}</span>
      <ProgressBar label={`${name} ${progress}`} share={share} className="w-14 shrink-0" />
    </>
  )
}

function Ended({ job }: { job: Job | undefined }) {
  if (!job) {
    return (
      <>
        <ListChecks className="text-muted" aria-hidden />
        Jobs
      </>
    )
  }
  const isWhole = hasSucceeded(job)
  return (
    <>
      {isWhole ? (
        <CircleCheck className="text-good" aria-hidden />
      ) : (
        <CircleAlert className={job.state === 'failed' ? 'text-bad' : 'text-warn'} aria-hidden />
      )}
      <span className="max-w-72 truncate @max-[1100px]:max-w-52" title={endText(job)}>
        {endText(job)}
      </span>
    </>
  )
}

/** Begins and ends only: a screen reader that reads every step says nothing else any more. */
function announcement(running: readonly Job[], ended: readonly Job[]): string {
  const parts = [...running.map((job) => doingText(job)), ...ended.map((job) => endText(job))]
  return parts.join(', ')
}
