/**
 * Every screen as people see it: compared with the photographs that are kept, and looked at by axe. `npm test -- browser
 * photographs -u` takes them anew; look at each before you keep it.
 */
import { expect, test } from './fixture.ts'
import { leave, type ScreenName, screens } from './photographs/screens.ts'
import {
  type Look,
  looks,
  photograph,
  seriousFindings,
  startPhotoBrowser,
  startStage,
} from './photographs/photographer.ts'
import type { SceneName } from './photographs/scenes.ts'

interface Visit {
  scene: SceneName
  /** The title of its test. */
  part: string
  /** In the row whose delivery is looked at. */
  text: string
  screens: ScreenName[]
  /** By axe: what that sees differs with the screen and the theme, not with the data. */
  isLookedAt: boolean
}

const visits: readonly Visit[] = [
  {
    scene: 'empty',
    part: 'empty',
    text: '',
    screens: ['deliveries', 'endpoints', 'receiver', 'log'],
    isLookedAt: true,
  },
  {
    scene: 'full',
    part: 'full, deliveries',
    text: 'invoice.sent',
    screens: ['deliveries', 'timeline', 'request', 'response', 'diff', 'replay'],
    isLookedAt: true,
  },
  {
    scene: 'full',
    part: 'full, dialogs',
    text: '4000',
    screens: ['retries', 'replayMany', 'export', 'import', 'palette', 'shortcuts', 'composer', 'templates'],
    isLookedAt: true,
  },
  {
    scene: 'full',
    part: 'full, the rest',
    text: 'invoice.sent',
    screens: ['pulse', 'endpoints', 'receiver', 'log', 'settings'],
    isLookedAt: true,
  },
  {
    scene: 'huge',
    part: 'huge',
    text: '18443',
    screens: ['deliveries', 'timeline', 'request', 'endpoints'],
    isLookedAt: false,
  },
  {
    scene: 'failing',
    part: 'failing',
    text: 'staging',
    screens: ['deliveries', 'timeline', 'response', 'endpoints'],
    isLookedAt: false,
  },
]

const themes = ['light', 'dark'] as const

test.describe.configure({ mode: 'parallel' })

for (const { scene, part, text, screens: names, isLookedAt } of visits) {
  for (const theme of themes) {
    test(`photographs: ${part}, ${theme}`, async ({ dataDir }) => {
      test.setTimeout(300_000)
      const stage = await startStage(scene, dataDir)
      const browser = await startPhotoBrowser()
      const ways = screens(text)
      for (const look of looksOf(theme)) {
        const { page, context, problems } = await browser.open(look, stage.address)
        for (const screen of names) {
          await ways[screen](page)
          await photograph(page, `${scene}-${screen}-${look.name}`)
          if (isLookedAt && !look.name.endsWith('small')) {
            expect
              .soft(await seriousFindings(page, look), `axe: ${scene}, ${screen}, ${look.name}`)
              .toEqual([])
          }
          await leave(page)
        }
        expect.soft(problems).toEqual([])
        await context.close()
      }
      await browser.close()
      await stage.close()
    })
  }
}

/** Both sizes; light in the large one and dark in the small one where `LOOKS=two` is in the environment. */
function looksOf(theme: (typeof themes)[number]): Look[] {
  const isShort = process.env['LOOKS'] === 'two'
  return looks.filter(
    ({ name, colorScheme }) =>
      colorScheme === theme && (!isShort || name === 'light' || name === 'dark-small'),
  )
}

test('photographs: all components', async ({ dataDir }) => {
  const stage = await startStage('empty', dataDir)
  const browser = await startPhotoBrowser()
  for (const look of looks.slice(0, 2)) {
    const { page, context } = await browser.open(look, stage.address)
    await page.goto('about:blank')
    await page.goto(`${new URL(stage.address).origin}/#/ui`)
    await page.setViewportSize({ width: 1280, height: 1_400 })
    await expect(page.getByRole('heading', { name: 'Floating parts' })).toBeVisible()
    await photograph(page, `components-${look.name}`)
    expect.soft(await seriousFindings(page, look), `axe: components, ${look.name}`).toEqual([])
    await context.close()
  }
  await browser.close()
  await stage.close()
})
