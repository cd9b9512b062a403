/** The tokens keep WCAG 2.2 AA in light and dark: 4.5:1 for text on every ground that it is drawn on, 3:1 for marks. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../src/renderer/ui/theme.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['canvas', 'panel', 'raised', 'sunken', 'hover']
const pairs: [text: string, ground: string, least: number][] = [
  ...['fg', 'muted', 'good', 'warn', 'bad', 'busy'].flatMap((text) =>
    [...grounds, 'selected', 'selected-quiet', 'press'].map((ground): [string, string, number] => [
      text,
      ground,
      4.5,
    ]),
  ),
  ...grounds.map((ground): [string, string, number] => ['faint', ground, 4.5]),
  ...['code-key', 'code-string', 'code-number', 'code-atom'].flatMap((text) =>
    ['canvas', 'sunken'].map((ground): [string, string, number] => [text, ground, 4.5]),
  ),
  ['good', 'good-wash', 4.5],
  ['warn', 'warn-wash', 4.5],
  ['bad', 'bad-wash', 4.5],
  ['busy', 'busy-wash', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['accent-strong', 'canvas', 4.5],
  // The focus ring.
  ...[...grounds, 'selected'].map((ground): [string, string, number] => ['accent', ground, 3]),
]

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  it.each(pairs)('%s on %s has at least %s:1', (text, ground, least) => {
    const one = tokens.get(text)?.[scheme]
    const other = tokens.get(ground)?.[scheme]
    expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(least)
  })
})
