/** How commands that make deliveries due answer: with each of them, as it stands after its first attempt if that is ours to make. */
import { isFinal } from '../../shared/model.ts'
import { deliveryJson } from '../delivery-json.ts'
import { afterFirstAttempts } from '../first-attempts.ts'
import type { Queue } from '../queue.ts'
import type { Session } from '../session.ts'
import { deliveriesText, standing } from '../texts.ts'

export interface Giving {
  queue: Queue
  session: Session
}

export async function giveAfterFirstAttempts(ids: string[], { queue, session }: Giving): Promise<void> {
  const { engine } = queue
  const rows = engine ? await afterFirstAttempts({ ...queue, engine }, ids) : await showAll(ids, queue)
  const { output } = session
  for (const row of rows) output.give(deliveryJson(row), () => standing(row, output.paint))
  const left = rows.filter(({ state }) => !isFinal(state)).length
  if (engine && left > 0) {
    const what = left === 1 ? 'It is' : `${deliveriesText(left)} are not settled yet; they are`
    output.hint(`${what} sent on when the application or \`webhook-dispatcher drain\` runs.`)
  }
}

/** Each as it is now, in the order of `ids`. */
export function showAll(ids: string[], { ask }: Queue) {
  return Promise.all(ids.map((id) => ask('delivery.show', { id })))
}
