/**
 * Whether a text has room in one line, without asking the browser: pure. A box that cuts its text is painted by itself, and
 * hundreds of them make a table slow to scroll; so only what may be too long is put into one.
 */

export interface Room {
  widthPx: number
  /** The type's size, pixels. */
  typePx: number
  isMono?: boolean
}

/** Of the type's size, somewhat more than the widest of the fonts in `theme.css` need. */
const monoWidth = 0.62
const usualWidth = 0.7
const wideWidth = 1.05
const foreignWidth = 1.6

/** False also where it cannot be told. */
export function surelyFits(text: string, { widthPx, typePx, isMono = false }: Room): boolean {
  let left = widthPx / typePx
  for (let index = 0; index < text.length && left >= 0; index += 1) {
    left -= widthOf(text.charCodeAt(index), isMono)
  }
  return left >= 0
}

function widthOf(code: number, isMono: boolean): number {
  if (code < 0x20 || code > 0x7e) return foreignWidth
  if (isMono) return monoWidth
  return isWide(code) ? wideWidth : usualWidth
}

/** `m`, `w`, capitals, `@`, and the signs that are as wide in some fonts. */
function isWide(code: number): boolean {
  return (code >= 0x40 && code <= 0x5a) || code === 0x6d || code === 0x77 || code === 0x25 || code === 0x26
}
