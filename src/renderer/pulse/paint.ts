/** The tokens of the theme as a canvas takes them: colours as they are just now, and the hatch that failures are drawn with. */

export interface Paint {
  color: (token: string) => string
  /** Lines across: told from a plain area without its colour. */
  hatch: (token: string) => CanvasPattern | string
  /** The axes' type. */
  font: string
}

/** `light-dark()` is resolved by the browser only where it is used, so an element has to use it. */
export function paintOf(host: HTMLElement): Paint {
  const probe = document.createElement('span')
  probe.hidden = true
  host.append(probe)
  const color = (token: string): string => {
    probe.style.color = `var(--color-${token})`
    return getComputedStyle(probe).color
  }
  return { color, hatch: (token) => hatchOf(color(token)), font: `11px ${getComputedStyle(host).fontFamily}` }
}

function hatchOf(color: string): CanvasPattern | string {
  const size = Math.round(5 * devicePixelRatio)
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const context = tile.getContext('2d')
  if (!context) return color
  context.fillStyle = color
  context.globalAlpha = 0.35
  context.fillRect(0, 0, size, size)
  context.globalAlpha = 1
  context.strokeStyle = color
  context.lineWidth = size * 0.4
  context.beginPath()
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, size + 1)
    context.lineTo(shift + size + 1, -1)
  }
  context.stroke()
  return context.createPattern(tile, 'repeat') ?? color
}
