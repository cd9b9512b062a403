/** `pause` and `resume`: the whole queue, by one switch that changes no delivery. */
import { Command } from 'commander'
import { withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { deliveriesText } from '../texts.ts'
import { examples } from './examples.ts'
import { hintSentOn } from './give.ts'

export function pauseCommand(open: OpenSession): Command {
  return new Command('pause')
    .description('send nothing until `resume`; events are accepted all the same')
    .addHelpText('after', examples('pause', 'pause && webhook-dispatcher list --state queued,retrying'))
    .action(async () => {
      const session = open()
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const status = await ask('queue.pause', {})
        const { counts } = await ask('stats.get', {})
        const count = counts.scheduled + counts.queued + counts.sending + counts.retrying
        session.output.give(status, () => `The queue is paused. Unfinished: ${deliveriesText(count)}.`)
      })
    })
}

export function resumeCommand(open: OpenSession): Command {
  return new Command('resume')
    .description('send again')
    .addHelpText('after', examples('resume'))
    .action(async () => {
      const session = open()
      await withQueue(session, { dispatching: false }, async ({ ask, engine }) => {
        const status = await ask('queue.resume', {})
        session.output.give(status, () => 'The queue goes on.')
        const { counts } = await ask('stats.get', {})
        if (engine && counts.scheduled + counts.queued + counts.retrying > 0) hintSentOn(session)
      })
    })
}
