/** `open`: the window of the running application, with a delivery in it where one is named. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Command } from 'commander'
import type { Address } from '../../server/address.ts'
import { Refusal } from '../../shared/result.ts'
import { type StartedAs, startOf } from '../electron-program.ts'
import { withApplication } from '../queue.ts'
import type { OpenSession, Session } from '../session.ts'
import { examples } from './examples.ts'

const explained = `

It needs a running application: the desktop's window comes to the front, \`serve\` gets a new tab in the browser.`

export function openCommand(open: OpenSession): Command {
  return new Command('open')
    .description('show the window of the running application, or a delivery in it')
    .argument('[delivery-id]', 'as `list` prints it')
    .addHelpText('after', examples('open', 'open 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11') + explained)
    .action(async (id: string | undefined) => {
      const session = open()
      await withApplication(session, async ({ ask }, address) => {
        if (id !== undefined) await ask('delivery.show', { id }) // What is not there is refused here already.
        if (address.host === 'electron') await showInElectron(id, address, session)
        else await showInBrowser(id, address, session)
      })
    })
}

async function showInBrowser(id: string | undefined, address: Address, { output }: Session): Promise<void> {
  // The fragment, which browsers never send, takes both to the page.
  const show = id === undefined ? '' : `&show=${encodeURIComponent(id)}`
  const url = `${address.url}/#token=${address.token}${show}`
  output.give({ host: 'browser', url }, () => url)
  try {
    const { default: openAddress } = await import('open')
    await openAddress(url)
  } catch {
    output.hint('No browser could be opened; open the address above in one.')
  }
}

/** Refuses with `window_unreachable` where the application cannot be started a second time from here. */
async function showInElectron(id: string | undefined, { pid }: Address, { output }: Session): Promise<void> {
  const start = await startOf(pid)
  const ended = start === null ? null : await secondStart(start, id)
  if (ended !== 0) throw unreachable(id)
  output.give({ host: 'electron', url: null }, () => 'Shown in the window of the application.')
}

/** Its exit code; null where it could not be started. */
async function secondStart(
  { program, args, folder, env }: StartedAs,
  id: string | undefined,
): Promise<number | null> {
  const shown = id === undefined ? [] : [`--show=${id}`]
  try {
    const second = spawn(program, [...args, ...shown], { cwd: folder, env, stdio: 'ignore' })
    const [code] = (await once(second, 'exit')) as [number | null]
    return code
  } catch {
    return null
  }
}

function unreachable(id: string | undefined): Refusal {
  const way =
    id === undefined
      ? 'Start it again, and its window comes to the front.'
      : `Press Ctrl K in it and type ${id}.`
  return new Refusal(
    'window_unreachable',
    `The window of the application cannot be reached from here. ${way}`,
  )
}
