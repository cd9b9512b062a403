/** The inspector: what happened to a delivery on its axis, in notes, bodies, comparison and lineage; and a body of 25 MB. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { inspector, rows, send, stateOf, timeline } from './steps.ts'

test('a retry that was postponed, its bytes, its comparison, and its lineage', async ({
  appPage: page,
  receiver,
}) => {
  const bytes = Buffer.from([0x00, 0xff, 0x41])
  receiver.setAnswers([
    { status: 503, headers: { 'Retry-After': '2', 'X-Server': 'a' }, body: bytes },
    { status: 200, headers: { 'X-Server': 'b' }, body: '{"id":98765432109876543210,"ok":true}' },
  ])
  const category = 'order.created'
  await send(page, { url: receiver.url, category, waits: ['1s'] })
  const pane = inspector(page, category)
  await expect(stateOf(rows(page, category), 'Delivered')).toBeVisible()
  await expect(
    pane.getByRole('img', { name: /^2 attempts since .*: 1 failed, 1 delivered\.$/ }),
  ).toBeVisible()
  await expect(timeline(page, category).first()).toContainText(
    'Retry-After asked to wait 2 s: the next attempt moved',
  )
  await expect(pane.getByLabel('Timing')).toContainText('Request and wait')

  await timeline(page, category).first().getByRole('button').press('Enter')
  await pane.getByRole('tab', { name: 'Response' }).click()
  await expect(pane.getByText('These bytes are not UTF-8')).toBeVisible()
  await pane.getByRole('button', { name: 'Hex', exact: true }).click()
  await expect(pane.getByRole('region', { name: 'Response body as bytes' })).toContainText('00 ff 41')

  await pane.getByRole('tab', { name: 'Diff' }).click()
  await expect(pane.getByRole('row', { name: 'X-Server changed' })).toContainText(/−\s*a\s*\+\s*b/)
  await pane.getByRole('tab', { name: 'Timeline' }).click()
  await pane.getByRole('button', { name: 'Replay', exact: true }).click()
  await expect(rows(page, category)).toHaveCount(2)
  const lineage = pane.getByRole('region', { name: 'Lineage' }).getByRole('button')
  await expect(lineage).toHaveCount(2)
  await lineage.first().press('Enter')
  await expect(pane.getByText('Replayed')).toBeVisible()
})

/** Milliseconds that no task of the window may take; tens where nothing else runs, hundreds on a busy machine. */
const longestTaskMs = 1_000

test('a body of 25 MB opens, is searched and shown as bytes without holding the window up', async ({
  appPage: page,
  receiver,
  dataDir,
}) => {
  test.setTimeout(60_000)
  const category = 'export.finished'
  const file = join(dataDir, 'payload.json')
  writeFileSync(file, `[${'{"sku":"A-1001","price":17.25},'.repeat(800_000)}{"last":"needle"}]`)
  await expect(page.getByRole('button', { name: 'New event' })).toBeVisible()
  const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js')
  const event = ['send', receiver.url, '--category', category, '--data-file', file]
  const sent = spawn(process.execPath, [cli, ...event, '--data-dir', dataDir], { stdio: 'ignore' })
  expect(await once(sent, 'exit')).toEqual([0, null])
  await rows(page, category).click()
  await page.keyboard.press('Enter')
  const pane = inspector(page, category)
  await expect(pane).toBeVisible()
  const longest = await page.evaluateHandle(() => {
    const task = { ms: 0 }
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) task.ms = Math.max(task.ms, duration)
    }).observe({ entryTypes: ['longtask'] })
    return task
  })

  await pane.getByRole('tab', { name: 'Request' }).click()
  const body = pane.getByLabel('Request body', { exact: true }).last()
  await expect(body).toContainText('"category": "export.finished"', { timeout: 30_000 })
  await body.press('ControlOrMeta+F')
  await page.keyboard.insertText('NEEDLE')
  await expect(pane.getByText('1 of 1')).toBeVisible()
  await expect(body).toContainText('"last": "needle"')
  await page.keyboard.press('Escape')
  await pane.getByRole('button', { name: 'Hex', exact: true }).click()
  await expect(pane.getByRole('region', { name: 'Request body as bytes' })).toContainText('7b 22 63 61')
  expect(await longest.evaluate(({ ms }) => ms)).toBeLessThan(longestTaskMs)
})
