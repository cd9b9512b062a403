/** `list`: deliveries, newest first, by state, answer, time, text and more. */
import { Command } from 'commander'
import { mostRows } from '../../shared/limits.ts'
import type { DeliveryRow } from '../../shared/model.ts'
import { deliveryJson } from '../delivery-json.ts'
import { deliveryTable } from '../delivery-table.ts'
import { addFilterOptions, filterOf, type FilterOptions } from '../filter.ts'
import { positiveNumber } from '../options.ts'
import { type Queue, withQueue } from '../queue.ts'
import type { OpenSession, Session } from '../session.ts'
import { deliveriesText } from '../texts.ts'

interface ListOptions extends FilterOptions {
  limit: number
}

const defaultLimit = 50

const examples = `
Examples:
  $ webhook-dispatcher list --state failed --state retrying --endpoint shop
  $ webhook-dispatcher list --category order.created --text localhost:3000 --limit 500
  $ webhook-dispatcher list --answer 5xx,timeout_response --since -1h
  $ webhook-dispatcher list --text 'no stock' --in body,response
  $ webhook-dispatcher list --state failed --limit 1000 --json | jq -r .id | xargs webhook-dispatcher replay`

export function listCommand(open: OpenSession): Command {
  return addFilterOptions(new Command('list'))
    .description('list deliveries, newest first')
    .option('--limit <count>', 'at most so many', positiveNumber, defaultLimit)
    .addHelpText('after', examples)
    .action(async (options: ListOptions) => {
      const session = open()
      await withQueue(session, { dispatching: false }, (queue) => list(options, { queue, session }))
    })
}

async function list(
  options: ListOptions,
  { queue, session }: { queue: Queue; session: Session },
): Promise<void> {
  const { output } = session
  const { rows, total } = await fetchRows(options, queue)
  if (rows.length === 0) output.hint('No deliveries.')
  // The table is one text; JSON is an object a line.
  const [first, ...others] = rows
  if (first) output.give(deliveryJson(first), () => deliveryTable(rows, output))
  for (const row of others) output.give(deliveryJson(row), () => '')
  if (rows.length < total)
    output.notice('more_deliveries', `${deliveriesText(total - rows.length)} more; see them with --limit.`)
}

/** Page by page, all as of the first one, so that none is missed or doubled while new ones arrive. */
async function fetchRows(
  options: ListOptions,
  queue: Queue,
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const filter = await filterOf(options, queue)
  const rows: DeliveryRow[] = []
  let upToSeq: number | undefined
  while (true) {
    const limit = Math.min(options.limit - rows.length, mostRows)
    const page = await queue.ask('delivery.list', {
      filter,
      offset: rows.length,
      limit,
      upToSeq,
      whole: true,
    })
    rows.push(...page.rows)
    upToSeq ??= page.newestSeq
    if (page.rows.length < limit || rows.length >= options.limit) return { rows, total: page.total }
  }
}
