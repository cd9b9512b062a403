/** `recovery`: a damaged database that was set aside whole, and what can be done about it. */
import { Command } from 'commander'
import type { Recovery } from '../../shared/model.ts'
import { factsText } from '../facts.ts'
import { printableLine } from '../printable.ts'
import { withQueue } from '../queue.ts'
import { runJob } from '../run-job.ts'
import type { OpenSession } from '../session.ts'
import { instantJson, localTime } from '../texts.ts'
import { examples } from './examples.ts'
import { giveJob } from './give.ts'

export function recoveryCommand(open: OpenSession): Command {
  return new Command('recovery')
    .description('show a damaged database that was set aside; bring back what can be read of it')
    .addHelpText('after', examples('recovery', 'recovery salvage', 'recovery dismiss'))
    .addCommand(salvageCommand(open))
    .addCommand(dismissCommand(open))
    .action(async () => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const { recovery } = await ask('snapshot.get', {})
        output.give({ recovery: recovery && { ...recovery, at: instantJson(recovery.at) } }, () =>
          recovery ? recoveryText(recovery) : 'No damaged database is set aside.',
        )
      })
    })

  function recoveryText({ file, reason, at }: Recovery): string {
    const facts = factsText(
      [
        ['set aside', localTime(at)],
        ['as', printableLine(file)],
        ['because', printableLine(reason)],
      ],
      open().output.paint,
    )
    return `The database was damaged, and the queue began anew.\n${facts}\n${advice}`
  }
}

const advice =
  '`recovery salvage` brings back what can be read of it; `recovery dismiss` leaves it, and the file stays.'

function salvageCommand(open: OpenSession): Command {
  return new Command('salvage')
    .description('bring back what can be read of it; what waited there is held')
    .addHelpText('after', examples('recovery salvage', 'list --state held'))
    .action(async () => {
      const session = open()
      await withQueue(session, { dispatching: false }, async (queue) => {
        const job = await queue.ask('recovery.salvage', {})
        giveJob(await runJob(job, { queue, session }), { queue, session })
        session.output.hint(
          'What waited is held: see it with `list --state held`, send it with `release --state held`.',
        )
      })
    })
}

function dismissCommand(open: OpenSession): Command {
  return new Command('dismiss')
    .description('say no more of it; the file stays where it is')
    .addHelpText('after', examples('recovery dismiss'))
    .action(async () => {
      const session = open()
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const { recovery } = await ask('snapshot.get', {})
        const answer = await ask('recovery.dismiss', {})
        session.output.give(answer, () =>
          recovery ? `Dismissed. The file stays: ${printableLine(recovery.file)}` : 'There was none.',
        )
      })
    })
}
