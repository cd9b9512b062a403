/** `settings` shows all of them; `settings set` changes one, at once and for good. */
import { Command } from 'commander'
import { factsText } from '../facts.ts'
import { printableLine } from '../printable.ts'
import { withQueue } from '../queue.ts'
import { Refusal } from '../../shared/result.ts'
import type { OpenSession, Session } from '../session.ts'
import { settingNamed, settingsOf } from '../setting-values.ts'
import { examples } from './examples.ts'

export function settingsCommand(open: OpenSession): Command {
  return new Command('settings')
    .description('show the settings, or set one')
    .addHelpText('after', examples('settings', 'settings set request-timeout 30s', 'settings set --help'))
    .addCommand(setCommand(open))
    .action(async () => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const { settings } = await ask('snapshot.get', {})
        output.give(settings, () =>
          factsText(
            settingsOf(session).map((one) => [one.name, printableLine(one.text(settings))]),
            output.paint,
          ),
        )
      })
    })
}

/** Each with what it takes. */
function namesText(session: Session): string {
  const settings = settingsOf(session)
  const width = Math.max(...settings.map(({ name }) => name.length))
  const lines = settings.map(({ name, takes }) => `  ${name.padEnd(width)}  ${takes}`)
  return `\n\nSettings:\n${lines.join('\n')}`
}

const explained = `

Deliveries that were accepted before keep their own schedule. \`default\` brings back the value of a new queue; \`none\`
switches keep-delivered-days or keep-delivered-count off.`

function setCommand(open: OpenSession): Command {
  return new Command('set')
    .description('change a setting, at once and for good')
    .argument('<name>', 'as `settings` prints it')
    .argument('<value...>', 'durations as 10s, several waits for retry-schedule, default')
    .addHelpText('after', () => namesText(open()))
    .addHelpText(
      'after',
      examples(
        'settings set concurrency 20',
        'settings set request-timeout 30s',
        'settings set retry-schedule 5s 30s 2m 1h',
        'settings set keep-delivered-days none',
        'settings set user-agent default',
      ) + explained,
    )
    .action(async (name: string, words: string[]) => {
      const session = open()
      const setting = settingNamed(name, settingsOf(session))
      const change = setting.change(words)
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const settings = await ask('settings.set', change).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error
          throw new Refusal(error.code, error.message, { ...error.details, field: setting.name })
        })
        session.output.give(settings, () => `${setting.name} is ${printableLine(setting.text(settings))}.`)
      })
    })
}
