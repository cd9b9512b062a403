/**
 * The icon that stands for the application while its window is away. Where the desktop has no place for it nothing is
 * lost: starting the application again brings the window back.
 */
import { Menu, nativeImage, Tray } from 'electron'
import type { Log } from '../engine/log.ts'
import type { QueueState } from './queue-watch.ts'
import { type TrayActions, trayMenu, type TrayShape, trayShape, trayText } from './tray-menu.ts'

export interface TrayIcon {
  show(): void
  hide(): void
  /** What it says follows the queue, at most every two seconds. */
  refresh(): void
}

export interface TrayOptions {
  /** The file of a shape's icon; `@2x` beside it is found by itself. */
  iconFile: (shape: TrayShape) => string
  state: () => QueueState | null
  actions: TrayActions
  log: Log
}

/** A menu that is open is replaced under the pointer by every refresh. */
const refreshMs = 2_000

export function createTray({ iconFile, state, actions, log }: TrayOptions): TrayIcon {
  let tray: Tray | null = null
  let timer: NodeJS.Timeout | null = null
  let drawn = ''

  const draw = (): void => {
    timer = null
    if (!tray) return
    const now = state()
    const shape = trayShape(now)
    const text = trayText(now)
    if (drawn === shape + text) return
    drawn = shape + text
    tray.setImage(nativeImage.createFromPath(iconFile(shape)))
    tray.setToolTip(`Webhook Dispatcher. ${text}`)
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(now, actions)))
  }

  return {
    show() {
      if (tray) return
      try {
        tray = new Tray(nativeImage.createFromPath(iconFile(trayShape(state()))))
        tray.on('click', actions.open)
        draw()
      } catch (error) {
        log({ level: 'warn', message: 'The desktop has no place for an icon.', error })
      }
    },
    hide() {
      tray?.destroy()
      tray = null
      drawn = ''
    },
    refresh() {
      if (tray) timer ??= setTimeout(draw, refreshMs)
    },
  }
}
