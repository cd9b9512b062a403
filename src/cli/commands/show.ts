/** `show`: one delivery with all its attempts, and what it waits for; or its payload, or its body, and nothing else. */
import { Command, Option } from 'commander'
import type { DeliveryDetail } from '../../shared/model.ts'
import { withoutSecretValues } from '../../shared/secret-headers.ts'
import { detailJson } from '../delivery-json.ts'
import { deliveryText } from '../delivery-text.ts'
import { withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { whyWaiting } from '../why-waiting.ts'

const examples = `
Examples:
  $ webhook-dispatcher show 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11
  $ webhook-dispatcher show 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11 --json | jq '.attempts[-1].responseBody'
  $ webhook-dispatcher show 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11 --payload > order.json`

interface ShowOptions {
  secrets?: boolean
  payload?: boolean
  body?: boolean
}

export function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description('show a delivery: every attempt, what went out and came back, what it waits for')
    .argument('<delivery-id>', 'as `list` prints it')
    .option('--secrets', 'show credentials in headers too, instead of ***')
    .addOption(new Option('--payload', 'only the payload, byte for byte as it was typed').conflicts('body'))
    .option('--body', 'only the whole body, as it is sent before compression')
    .addHelpText('after', examples)
    .action(async (id: string, { secrets = false, payload = false, body = false }: ShowOptions) => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async (queue) => {
        if (payload || body) {
          const sent = await queue.ask('delivery.body', { id })
          return output.giveBytes(payload ? sent.data : sent.body)
        }
        const found = await queue.ask('delivery.show', { id })
        const waitsFor = await whyWaiting(found, queue)
        const detail = secrets ? found : withoutSecrets(found)
        output.give(detailJson(detail, waitsFor), () => deliveryText({ detail, waitsFor }, output.paint))
      })
    })
}

function withoutSecrets(detail: DeliveryDetail): DeliveryDetail {
  const attempts = detail.attempts.map((attempt) => ({
    ...attempt,
    requestHeaders: withoutSecretValues(attempt.requestHeaders),
    responseHeaders: withoutSecretValues(attempt.responseHeaders),
  }))
  return { ...detail, attempts }
}
