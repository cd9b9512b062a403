/** `endpoint show|save|pause|resume|delete`: one endpoint, by its name, its id or its URL. */
import { Command } from 'commander'
import { endpointNamed } from '../endpoint-names.ts'
import { printableLine } from '../printable.ts'
import { withQueue } from '../queue.ts'
import type { Asking } from '../run-job.ts'
import type { OpenSession } from '../session.ts'
import { deliveriesText } from '../texts.ts'
import { endpointSaveCommand } from './endpoint-save.ts'
import { examples } from './examples.ts'
import { hintSentOn } from './give.ts'
import { followEndpointJobs, giveEndpoint, giveStanding } from './give-endpoint.ts'

const nameArgument = ['<name>', 'as `endpoints` prints it, or an id'] as const

export function endpointCommand(open: OpenSession): Command {
  return new Command('endpoint')
    .description('show, save, pause, resume or delete an endpoint')
    .addCommand(showEndpointCommand(open))
    .addCommand(endpointSaveCommand(open))
    .addCommand(pauseEndpointCommand(open))
    .addCommand(resumeEndpointCommand(open))
    .addCommand(deleteEndpointCommand(open))
    .addHelpText(
      'after',
      examples('endpoint save shop --url http://localhost:3000/hooks', 'endpoint show shop'),
    )
}

function showEndpointCommand(open: OpenSession): Command {
  return new Command('show')
    .description('show how it is, what waits for it, and its options')
    .argument(...nameArgument)
    .option('--secrets', 'show credentials in headers too, instead of ***')
    .addHelpText('after', examples('endpoint show shop', 'endpoint show shop --json | jq .options.rateLimit'))
    .action(async (name: string, { secrets = false }: { secrets?: boolean }) => {
      const session = open()
      await withQueue(session, { dispatching: false }, async (queue) => {
        await giveEndpoint(await endpointNamed(name, queue), { secrets, queue, session })
      })
    })
}

function pauseEndpointCommand(open: OpenSession): Command {
  return new Command('pause')
    .description('send nothing there; what waits is held until `endpoint resume`')
    .argument(...nameArgument)
    .addHelpText('after', examples('endpoint pause shop'))
    .action(async (name: string) => {
      const session = open()
      await withQueue(session, { dispatching: false }, (queue) =>
        standingAfter({ name, command: 'endpoint.pause', word: 'is paused' }, { queue, session }),
      )
    })
}

function resumeEndpointCommand(open: OpenSession): Command {
  return new Command('resume')
    .description('send there again; also closes its breaker')
    .argument(...nameArgument)
    .addHelpText('after', examples('endpoint resume shop'))
    .action(async (name: string) => {
      const session = open()
      await withQueue(session, { dispatching: false }, async (queue) => {
        const change = { name, command: 'endpoint.resume', word: 'goes on' } as const
        const count = await standingAfter(change, { queue, session })
        if (queue.engine && count > 0) hintSentOn(session)
      })
    })
}

interface Change {
  name: string
  command: 'endpoint.pause' | 'endpoint.resume'
  word: string
}

/** Answers with how many wait for it. */
async function standingAfter({ name, command, word }: Change, asking: Asking): Promise<number> {
  const { queue } = asking
  const { id } = await endpointNamed(name, queue)
  await queue.ask(command, { id })
  await followEndpointJobs(asking)
  return giveStanding(await queue.ask('endpoint.show', { id }), word, asking)
}

function deleteEndpointCommand(open: OpenSession): Command {
  return new Command('delete')
    .description('forget its name and options; its deliveries stay, and go on to its URL')
    .argument(...nameArgument)
    .addHelpText('after', examples('endpoint delete shop'))
    .action(async (typed: string) => {
      const session = open()
      await withQueue(session, { dispatching: false }, async (queue) => {
        const { id, name, counts, url } = await endpointNamed(typed, queue)
        await queue.ask('endpoint.delete', { id })
        await followEndpointJobs({ queue, session })
        const count = Object.values(counts).reduce((sum, one) => sum + one, 0)
        const stay =
          count === 0
            ? ''
            : ` ${deliveriesText(count)} ${count === 1 ? 'stays' : 'stay'}, with ${printableLine(url)}.`
        session.output.give({ id, name, deleted: true }, () => `${printableLine(name)} is deleted.${stay}`)
      })
    })
}
