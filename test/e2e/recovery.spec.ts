/**
 * A damaged database at the start: set aside, said so, what can be read brought back, or left by a person's word. And a
 * disk that refuses for a while.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { expect, test } from './fixture.ts'
import { keepTexts, notice, rows, send, showState, stateOf } from './steps.ts'

const pageBytes = 4_096
const marker = 'a payload to be found again'

test('what can be read of a damaged database is brought back, and held', async ({
  open,
  dataDir,
  receiver,
}) => {
  test.slow()
  const first = await open()
  await first.page.getByRole('switch', { name: 'Queue' }).click()
  const payload = JSON.stringify({ text: marker.repeat(40) })
  await send(first.page, { url: receiver.url, category: 'order.created', payload, copies: 120 })
  await expect(rows(first.page, 'order.created').first()).toBeVisible()
  await first.close()
  damagePayload(join(dataDir, 'queue.db'))

  const { page } = await open()
  await expect(banner(page)).toContainText('The database was damaged')
  await expect(banner(page)).toContainText(asideIn(dataDir))
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  const progress = await keepTexts(page, 'progressbar')
  await banner(page).getByRole('button', { name: 'Bring back what can be read' }).click()
  const done = notice(page, /1\d\d deliveries brought back/)
  await expect(done).toContainText(/\d could not be read/)
  expect(await progress()).toContainEqual(expect.stringMatching(/^Bringing back \d+ of 120$/))
  await expect(banner(page)).toBeHidden()
  await showState(page, 'Held')
  await expect(stateOf(rows(page, 'order.created').first(), 'Held')).toBeVisible()
  expect(receiver.requests).toHaveLength(0)
})

test('a file that is no database is left only after a question', async ({ open, dataDir }) => {
  const damaged = Buffer.alloc(8_192, 'this is no database. ')
  writeFileSync(join(dataDir, 'queue.db'), damaged)
  const { page } = await open()
  await expect(banner(page)).toContainText('it does not begin like a SQLite database')
  await banner(page).getByRole('button', { name: 'Bring back what can be read' }).click()
  await expect(banner(page).getByRole('alert')).toContainText('Nothing can be read')

  await banner(page).getByRole('button', { name: 'Dismiss…' }).click()
  const question = page.getByRole('dialog', { name: 'Dismiss the damaged database?' })
  await question.getByRole('button', { name: 'Not yet' }).click()
  await expect(banner(page)).toBeVisible()
  await banner(page).getByRole('button', { name: 'Dismiss…' }).click()
  await question.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await expect(banner(page)).toBeHidden()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await expect(banner(page)).toBeHidden()
  expect(readFileSync(join(dataDir, asideIn(dataDir)))).toEqual(damaged)
})

test('a disk that refuses is said while it does, and the queue goes on by itself', async ({
  open,
  dataDir,
  receiver,
}) => {
  const { page, problems } = await open()
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  // A rule in the database that refuses every result, as a full disk would.
  const other = new Database(join(dataDir, 'queue.db'))
  other.exec("CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT raise(ABORT, 'disk is full'); END")
  await send(page, { url: receiver.url, category: 'order.created' })
  const fault = page.getByRole('alert').filter({ hasText: 'Not sending.' })
  await expect(fault).toContainText('disk is full')
  await expect(page.getByRole('switch', { name: 'Queue' })).toContainText('Not sending')

  other.exec('DROP TRIGGER full')
  other.close()
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
  await expect(fault).toBeHidden()
  await expect(page.getByRole('switch', { name: 'Queue' })).toContainText('Running')
  expect(receiver.requests).toHaveLength(1)
  // The log has it as an error, which it is.
  expect(problems.splice(0)).toEqual([expect.stringContaining('disk is full')])
})

function banner(page: Page) {
  return page.getByRole('region', { name: 'Damaged database' })
}

/** The name of the file that was set aside. */
function asideIn(dataDir: string): string {
  const names = readdirSync(dataDir).filter((name) => /^queue\.db\.damaged-.*Z$/.test(name))
  expect(names).toHaveLength(1)
  return names[0] ?? ''
}

/** Writes over one page in the middle that holds nothing but payloads. */
function damagePayload(file: string): void {
  expect(existsSync(`${file}-wal`)).toBe(false)
  const bytes = readFileSync(file)
  const pages: number[] = []
  for (let start = 0; start < bytes.length; start += pageBytes) {
    // The type of a page is its first byte; 13 is a leaf of a table.
    if (bytes[start] === 13 && bytes.subarray(start, start + pageBytes).includes(marker)) pages.push(start)
  }
  const middle = pages[Math.floor(pages.length / 2)]
  if (middle === undefined) throw new Error('No page has the payload.')
  bytes.fill(0xa5, middle, middle + pageBytes)
  writeFileSync(file, bytes)
}
