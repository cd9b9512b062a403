/**
 * Every screen as people see it: compared with the photographs that are kept, and looked at by axe. `npm test -- browser
 * photographs -u` takes them anew; look at each before you keep it.
 */
import { expect, test } from './fixture.ts'
import { leave, screens } from './photographs/screens.ts'
import {
  type Look,
  looks,
  photograph,
  seriousFindings,
  startPhotoBrowser,
  startStage,
} from './photographs/photographer.ts'
import type { SceneName } from './photographs/scenes.ts'

const shown: Record<SceneName, { text: string; names: string[] }> = {
  empty: { text: '', names: ['deliveries', 'endpoints', 'receiver', 'log'] },
  full: {
    text: 'invoice.sent',
    names: [
      'deliveries',
      'timeline',
      'request',
      'response',
      'diff',
      'replay',
      'replayMany',
      'export',
      'pulse',
      'endpoints',
      'settings',
      'palette',
      'shortcuts',
      'composer',
    ],
  },
  huge: { text: '18443', names: ['deliveries', 'timeline', 'request', 'endpoints'] },
  failing: { text: 'staging', names: ['deliveries', 'timeline', 'response', 'endpoints'] },
}

const themes = ['light', 'dark'] as const

test.describe.configure({ mode: 'parallel' })

for (const [name, { text, names }] of Object.entries(shown)) {
  for (const theme of themes) {
    test(`photographs: ${name}, ${theme}`, async ({ dataDir }) => {
      test.setTimeout(180_000)
      const stage = await startStage(name as SceneName, dataDir)
      const browser = await startPhotoBrowser()
      const visits = screens(text)
      for (const look of looksOf(name, theme)) {
        const { page, context, problems } = await browser.open(look, stage.address)
        for (const screen of names) {
          await visits[screen]?.(page)
          await photograph(page, `${name}-${screen}-${look.name}`)
          // What axe looks at differs with the screen and the theme, not with the data.
          if (isLookedAt(name) && !look.name.endsWith('small')) {
            expect
              .soft(await seriousFindings(page, look), `axe: ${name}, ${screen}, ${look.name}`)
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

function isLookedAt(scene: string): boolean {
  return scene === 'full' || scene === 'empty'
}

/**
 * The full one in both sizes; the others light in the large one and dark in the small one, and so the full one too where
 * `LOOKS=two` is in the environment.
 */
function looksOf(scene: string, theme: (typeof themes)[number]): Look[] {
  const ofTheme = looks.filter(({ colorScheme }) => colorScheme === theme)
  const isFull = scene === 'full' && process.env['LOOKS'] !== 'two'
  return isFull ? ofTheme : ofTheme.filter(({ name }) => name === 'light' || name === 'dark-small')
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
