/** Draws the icons in `resources/` from `icon.svg`. Run by hand after the drawing was changed: `node scripts/draw-icons.ts`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumLaunch } from './chromium.ts'

const folder = join(import.meta.dirname, '..', 'resources')
const drawing = readFileSync(join(folder, 'icon.svg'))
/** electron-builder makes the other formats from the largest. */
const files = { 'icon.png': 512, 'icon-256.png': 256 }

const browser = await chromium.launch(await chromiumLaunch())
for (const [file, size] of Object.entries(files)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<body style="margin:0"><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing.toString('base64')}">`,
  )
  await page.screenshot({ path: join(folder, file), omitBackground: true })
}
await browser.close()
