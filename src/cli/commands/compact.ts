/** `compact`: gives back to the disk what is free in the database. */
import { Command } from 'commander'
import { withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { megabytesText } from '../texts.ts'
import { examples } from './examples.ts'

export function compactCommand(open: OpenSession): Command {
  return new Command('compact')
    .description('give back to the disk what is free in the database; nothing is sent meanwhile')
    .addHelpText('after', examples('compact', 'stats'))
    .action(async () => {
      const session = open()
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const { databaseBytes: before } = await ask('stats.get', {})
        const after = await ask('database.compact', {})
        session.output.give({ ...after, beforeBytes: before }, () => {
          return `The database takes ${megabytesText(after.databaseBytes)} now, ${megabytesText(before)} before.`
        })
      })
    })
}
