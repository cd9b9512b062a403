/** A URL that has no room is cut in one place, and keeps what tells it from others. */
import type { Locator } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { rows, send } from './steps.ts'

/** The parts of the URL in a cell: what of each is out of sight, in pixels. */
function cutOf(cell: Locator): Promise<{ host: number; rest: number; isHostSeen: boolean }> {
  return cell.evaluate((element) => {
    const [host, rest] = element.querySelectorAll<HTMLElement>(':scope > span > span')
    if (!host || !rest) throw new Error('The URL is not in parts.')
    const cut = ({ scrollWidth, clientWidth }: HTMLElement): number => scrollWidth - clientWidth
    const isHostSeen = host.getBoundingClientRect().top >= element.getBoundingClientRect().top - 1
    return { host: cut(host), rest: cut(rest), isHostSeen }
  })
}

test('a URL is cut at the end of its host, or else at the beginning of its path', async ({
  appPage: page,
  receiver,
}) => {
  const { host } = new URL(receiver.url)
  await page.getByRole('switch', { name: 'Queue' }).click()
  await page.setViewportSize({ width: 1000, height: 700 })
  const paths = { short: '/hook', long: '/a/rather/long/path/to/the/hooks/of/somebody' }
  for (const [category, path] of Object.entries(paths))
    await send(page, { url: `http://${host}${path}`, category })
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 760, height: 700 })
  const cell = (category: string): Locator => rows(page, category).getByTitle(`POST http://${host}`)
  await expect.poll(async () => (await cutOf(cell('short'))).host).toBeGreaterThan(0)
  expect(await cutOf(cell('short'))).toMatchObject({ rest: 0, isHostSeen: true })
  const long = await cutOf(cell('long'))
  expect(long.isHostSeen).toBe(false)
  expect(long.rest).toBeGreaterThan(0)
})
