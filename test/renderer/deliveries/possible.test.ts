/** What is offered for deliveries is what the engine does with at least one of them. */
import { expect, it } from 'vitest'
import { isPossible } from '../../../src/renderer/deliveries/possible.ts'
import { deliveryStates, type DeliveryState } from '../../../src/shared/model.ts'
import { startTestEngine } from '../../support/engine.ts'
import { startReceiver } from '../../support/receiver.ts'

const actions = ['retry', 'hold', 'release', 'reschedule', 'cancel', 'delete'] as const

/** The id of one delivery in a state. */
async function inState(state: DeliveryState) {
  const receiver = await startReceiver({
    answers: [state === 'sending' ? 'hang' : state === 'delivered' ? 200 : 500],
  })
  const engine = startTestEngine()
  const waits = state === 'queued' || state === 'held' || state === 'canceled'
  if (waits) await engine.run('queue.pause', {})
  const [id = ''] = await engine.send({
    url: receiver.url,
    maxAttempts: state === 'failed' ? 1 : 5,
    retrySchedule: ['9h'],
    ...(state === 'scheduled' ? { sendAt: engine.clock.now() + 60_000 } : {}),
  })
  if (state === 'held') await engine.run('delivery.hold', { ids: [id] })
  if (state === 'canceled') await engine.run('delivery.cancel', { ids: [id] })
  await engine.reaches(id, state)
  return { engine, id }
}

it.each(deliveryStates.flatMap((state) => actions.map((action) => [action, state] as const)))(
  '%s what is %s',
  async (action, state) => {
    const { engine, id } = await inState(state)
    const input = action === 'reschedule' ? { ids: [id], maxAttempts: 9 } : { ids: [id] }
    const { changed } = await engine.run(`delivery.${action}`, input)
    expect(changed.length > 0).toBe(isPossible(action, [state]))
  },
)
