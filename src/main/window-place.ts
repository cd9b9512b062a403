/**
 * Where the window stood last time. What is read back is believed only as far as it makes sense on the displays
 * of now: a screen may have gone, and the file may hold anything.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { BrowserWindow, Rectangle } from 'electron'
import type { Log } from '../engine/log.ts'

export interface WindowPlace {
  width: number
  height: number
  /** Left out, the window is centred. */
  position?: { x: number; y: number }
  maximized: boolean
}

export const smallest = { width: 800, height: 560 }
const firstTime: WindowPlace = { width: 1280, height: 800, maximized: false }

/** This much of the top edge must be on a display, so that the window can be taken hold of. */
const holdWidth = 120
const holdHeight = 32
/** Dragging an edge changes the place sixty times a second. */
const quietMs = 500

/** The saved place, corrected to fit the work areas of the displays that exist. */
export function fitPlace(saved: unknown, workAreas: readonly Rectangle[]): WindowPlace {
  if (!isSavedPlace(saved)) return firstTime
  const { x, y, maximized } = saved
  const area = workAreas.find((candidate) => canBeHeld(saved, candidate))
  const largest = area ?? workAreas[0] ?? saved
  const width = clamp(saved.width, smallest.width, largest.width)
  const height = clamp(saved.height, smallest.height, largest.height)
  return { width, height, maximized, ...(area ? { position: { x, y } } : {}) }
}

/** Reads what `rememberPlace` wrote; answers with the first-time place when there is nothing to be had. */
export function readPlace(file: string, workAreas: readonly Rectangle[]): WindowPlace {
  try {
    return fitPlace(JSON.parse(readFileSync(file, 'utf8')), workAreas)
  } catch {
    return firstTime
  }
}

/** Keeps the file true while the window lives. A place that cannot be written is logged and forgotten. */
export function rememberPlace(window: BrowserWindow, file: string, log: Log): void {
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    if (window.isFullScreen() || window.isMinimized()) return
    const place: SavedPlace = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(`${file}.new`, `${JSON.stringify(place)}\n`)
      renameSync(`${file}.new`, file)
    } catch (error) {
      log({ level: 'warn', message: 'The place of the window could not be saved.', error })
    }
  }
  const changed = (): void => {
    clearTimeout(timer)
    timer = setTimeout(write, quietMs)
  }
  window.on('resize', changed)
  window.on('move', changed)
  window.on('maximize', changed)
  window.on('unmaximize', changed)
  window.on('hide', write)
  window.on('close', write)
  window.on('closed', () => clearTimeout(timer))
}

interface SavedPlace extends Rectangle {
  maximized: boolean
}

function isSavedPlace(value: unknown): value is SavedPlace {
  if (typeof value !== 'object' || value === null) return false
  const { maximized, ...bounds } = value as Record<string, unknown>
  const numbers = [bounds['x'], bounds['y'], bounds['width'], bounds['height']]
  return typeof maximized === 'boolean' && numbers.every((number) => Number.isSafeInteger(number))
}

function canBeHeld(window: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  const topIsInside = window.y >= area.y && window.y + holdHeight <= area.y + area.height
  return topIsInside && visibleWidth >= holdWidth
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
