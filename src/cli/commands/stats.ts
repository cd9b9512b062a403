/** `stats`: how many deliveries there are in each state, what they take, and which jobs run. */
import { Command } from 'commander'
import type { Stats } from '../../shared/commands.ts'
import type { Job } from '../../shared/job.ts'
import { deliveryStates } from '../../shared/model.ts'
import { howFar, jobJson } from '../job-text.ts'
import type { Paint } from '../paint.ts'
import { withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { megabytesText, numberText, stateStyle } from '../texts.ts'
import { examples } from './examples.ts'

export function statsCommand(open: OpenSession): Command {
  return new Command('stats')
    .description('count deliveries by state; space on disk; jobs that run')
    .addHelpText('after', examples('stats', 'stats --json | jq .counts.failed'))
    .action(async () => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const stats = await ask('stats.get', {})
        const { jobs } = await ask('snapshot.get', {})
        output.give({ ...stats, jobs: jobs.map(jobJson) }, () => statsText({ ...stats, jobs }, output.paint))
      })
    })
}

type Shown = Stats & { jobs: Job[] }

function statsText({ counts, queue, attempts, databaseBytes, freeBytes, jobs }: Shown, paint: Paint): string {
  const styled = deliveryStates.map((state): [string, string] => [
    counts[state] > 0 ? paint(stateStyle(state), state.padEnd(10)) : paint('dim', state.padEnd(10)),
    numberText(counts[state]),
  ])
  const sizes = { attempts: numberText(attempts), 'on disk': megabytesText(databaseBytes) }
  const others = Object.entries({ ...sizes, 'of it free': megabytesText(freeBytes) })
  const lines = [
    ...styled,
    ...others.map(([name, value]): [string, string] => [paint('dim', name.padEnd(10)), value]),
  ]
  const width = Math.max(...lines.map(([, value]) => value.length))
  return [
    ...lines.map(([name, value]) => `${name}  ${value.padStart(width)}`),
    ...jobs.filter(({ state }) => state === 'running').map((job) => `${job.kind}: ${howFar(job)}`),
    ...(queue.paused ? [paint('yellow', 'The queue is paused.')] : []),
    ...(queue.fault === null ? [] : [paint('red', `Not sending. ${queue.fault}`)]),
  ].join('\n')
}
