/**
 * The Electron host, from the start to the end: data folder -> one instance -> engine -> window, menu -> quit.
 * All that must be said before `ready` is said while this module loads; nothing here waits at its top level, because
 * `ready` comes only after it has been evaluated.
 */
import { fileURLToPath } from 'node:url'
import { app, dialog, Menu, nativeTheme, session, shell } from 'electron'
import { logFolder } from '../engine/log-file.ts'
import { logToStderr as log } from '../engine/log.ts'
import type { MenuAction } from '../shared/bridge.ts'
import { registerAppScheme, serveWindow } from './app-scheme.ts'
import { askClosing } from './ask-closing.ts'
import { createClosing } from './closing.ts'
import { chooseDataDir, claimDataDir } from './data-folder.ts'
import { createEngineDoor, type EngineDoor } from './engine-door.ts'
import { createFileDialogs, type FileSystemDialogs } from './file-dialogs.ts'
import { guardContents, guardSession } from './guards.ts'
import { serveAddress, serveCommands, serveFiles, serveFolders } from './ipc.ts'
import { createMainWindow, type MainWindow } from './main-window.ts'
import { menuTemplate } from './menu.ts'
import { notifyOfFailures } from './notify.ts'
import { openQueue } from './open-queue.ts'
import { createQueueWatch, type QueueWatch } from './queue-watch.ts'
import { quitInOrder } from './quit.ts'
import { createTray } from './tray.ts'

const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const isMac = process.platform === 'darwin'

const dataDir = chooseDataDir()

registerAppScheme()
// Windows shows notifications for an application that it knows by this id alone.
app.setAppUserModelId('dev.webhook-dispatcher.app')
// It would undo the switch that root on Linux cannot start without; the window asks for the sandbox itself as well.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
logUncaught()
if (claimDataDir(dataDir)) run()
else app.exit(0)

function run(): void {
  const watch = createQueueWatch()
  const door = createEngineDoor({
    open: async () => {
      const threadFile = new URL('./engine.js', import.meta.url)
      const engine = await openQueue({ threadFile, dataDir, version: app.getVersion(), log })
      watch.follow(engine)
      return engine
    },
    onLost: () => window.reload(),
  })
  const isQuitting = quitInOrder(() => door.stop(), log)
  const window = createMainWindow({
    preload: built('../preload/index.cjs'),
    icon: built('../../resources/icon-256.png'),
    log,
    mayClose: createClosing({
      isMac,
      isQuitting,
      state: watch.current,
      ask: (waiting) => askClosing(window.current(), waiting),
      remember: (whenClosed) => void door.invoke('settings.set', { whenClosed }),
      goAway: () => window.hide(),
      quit: () => app.quit(),
    }),
    onSight: (isThere) => (isThere || isMac || isQuitting() ? tray.hide() : tray.show()),
  })
  const act = (action: MenuAction): void => {
    window.show()
    window.send('menu', action)
  }
  const tray = createTray({
    iconFile: (shape) => built(`../../resources/tray/${shape}.png`),
    state: watch.current,
    actions: {
      open: () => window.show(),
      compose: () => act('compose'),
      setPaused: (paused) => void door.invoke(paused ? 'queue.pause' : 'queue.resume', {}),
      quit: () => app.quit(),
    },
    log,
  })
  door.subscribe((batch) => window.send('batch', batch))
  followQueue(watch, { window, refreshTray: tray.refresh })

  guardContents()
  app.on('second-instance', (_event, words) => {
    // Asked for again while on its way out: the new one comes when this one has let go of the folder.
    if (isQuitting()) return app.relaunch()
    window.show()
    const deliveryId = shownId(words)
    if (deliveryId !== null) window.send('show', { deliveryId })
  })
  app.on('activate', () => {
    if (!isQuitting()) window.show()
  })
  app.on('window-all-closed', () => {
    if (!isMac) app.quit()
  })

  void app.whenReady().then(() => startWindow(window, { door, act }))
}

/** The delivery that a second start was asked to show (`open` of the command line). */
function shownId(words: string[]): string | null {
  const [id = ''] = words.flatMap((word) =>
    word.startsWith('--show=') ? [word.slice('--show='.length)] : [],
  )
  return id === '' ? null : id
}

/** What follows the queue by itself: the colours, the notifications, and what the tray says. */
function followQueue(watch: QueueWatch, does: { window: MainWindow; refreshTray: () => void }): void {
  watch.listen({
    onState: (state) => {
      if (state) nativeTheme.themeSource = state.settings.theme
      does.refreshTray()
    },
  })
  notifyOfFailures(watch, (shown) => {
    does.window.show()
    does.window.send('show', shown)
  })
}

function startWindow(
  window: MainWindow,
  { door, act }: { door: EngineDoor; act: (action: MenuAction) => void },
): void {
  guardSession(session.defaultSession)
  serveWindow(built('../renderer'))
  serveCommands(door)
  serveAddress(dataDir)
  serveFolders({ data: dataDir, logs: logFolder(dataDir) })
  serveFiles(
    createFileDialogs({
      window: () => window.current(),
      folder: () => app.getPath('documents'),
      system: fileSystemDialogs,
    }),
  )
  const template = menuTemplate({
    isMac,
    isPackaged: app.isPackaged,
    act,
    openDataDir: () => void shell.openPath(dataDir),
    showAbout: () => app.showAboutPanel(),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  window.show()
}

/** Over the window where there is one. */
const fileSystemDialogs: FileSystemDialogs = {
  open: (window, options) =>
    window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options),
  save: (window, options) =>
    window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options),
  showInFolder: (file) => shell.showItemInFolder(file),
}

/** With a listener there is no dialog with a stack. The engine has a thread of its own and goes on. */
function logUncaught(): void {
  process.on('uncaughtException', (error) => log({ level: 'error', message: 'An uncaught error.', error }))
  process.on('unhandledRejection', (error) => log({ level: 'error', message: 'A lost rejection.', error }))
}
