/** Colours, where they are wanted: on a terminal, unless `NO_COLOR` is set (https://no-color.org) or it is a dumb one. */

const styles = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const

export type Style = keyof typeof styles
export type Paint = (style: Style, text: string) => string

export function createPaint(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  if (!stream.isTTY || env['NO_COLOR'] || env['TERM'] === 'dumb') return (_style, text) => text
  return (style, text) => {
    const [on, off] = styles[style]
    return `\u001B[${on}m${text}\u001B[${off}m`
  }
}
