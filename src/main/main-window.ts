/**
 * The one window: made when it is first shown, brought to the front after that, made again when it was closed
 * (macOS). Its page is untrusted as far as Electron goes: sandboxed, isolated, and with the bridge as its only door.
 */
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { Log } from '../engine/log.ts'
import { eventChannel, type HostEventName, type HostEvents } from '../shared/ipc.ts'
import { offerTextMenu } from './text-menu.ts'
import { windowUrl } from './window-address.ts'
import { readPlace, rememberPlace, smallest } from './window-place.ts'

export interface MainWindow {
  /** Opens the window or brings it to the front. Only after `ready`. */
  show(): void
  /** Tells the page something; waits for a page that is loading, does nothing where there is no window. */
  send<N extends HostEventName>(name: N, value: HostEvents[N]): void
  /** Starts the page over. */
  reload(): void
  /** The window goes from sight and stays as it is; `show` brings it back. */
  hide(): void
  /** The window to put a question over; null where there is none. */
  current(): BrowserWindow | null
}

export interface MainWindowOptions {
  preload: string
  icon: string
  log: Log
  /** Asked whenever the window is about to close; with false it stays. */
  mayClose: () => boolean
  /** The window came into sight, or went from it otherwise than by being minimized. */
  onSight: (isThere: boolean) => void
}

export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null

  return {
    show() {
      if (window) {
        if (window.isMinimized()) window.restore()
        window.show()
        window.focus()
        return
      }
      window = openWindow(options)
      window.on('close', (event) => {
        if (!options.mayClose()) event.preventDefault()
      })
      window.on('show', () => options.onSight(true))
      window.on('hide', () => options.onSight(false))
      window.on('closed', () => {
        window = null
      })
    },
    send(name, value) {
      const contents = window?.webContents
      if (!contents || contents.isCrashed()) return
      const send = (): void => contents.send(eventChannel, name, value)
      if (name !== 'batch' && contents.isLoading()) contents.once('did-finish-load', send)
      else send()
    },
    reload() {
      window?.webContents.reload()
    },
    hide() {
      window?.hide()
    },
    current: () => window,
  }
}

function openWindow({ preload, icon, log }: MainWindowOptions): BrowserWindow {
  const placeFile = join(app.getPath('userData'), 'place.json')
  const workAreas = screen.getAllDisplays().map((display) => display.workArea)
  const { width, height, position, maximized } = readPlace(placeFile, workAreas)
  const window = new BrowserWindow({
    width,
    height,
    ...position,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Webhook Dispatcher',
    icon,
    // The canvas of both themes in renderer/ui/theme.css: nothing flashes before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141518' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  offerTextMenu(window.webContents)
  if (maximized) window.maximize()
  rememberPlace(window, placeFile, log)
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log({ level: 'error', message: `The page of the window has ended (${reason}); it is loaded again.` })
    window.webContents.reload()
  })
  window.loadURL(windowUrl).catch((error: unknown) => {
    log({ level: 'error', message: 'The page of the window could not be loaded.', error })
    window.show()
  })
  return window
}
