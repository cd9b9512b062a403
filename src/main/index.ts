/**
 * The Electron host, from the start to the end: data folder -> one instance -> engine -> window, menu -> quit.
 * All that must be said before `ready` is said while this module loads; nothing here waits at its top level, because
 * `ready` comes only after it has been evaluated.
 */
import { fileURLToPath } from 'node:url'
import { app, Menu, session, shell } from 'electron'
import { logToStderr as log } from '../engine/log.ts'
import { registerAppScheme, serveWindow } from './app-scheme.ts'
import { chooseDataDir, claimDataDir } from './data-folder.ts'
import { createEngineDoor } from './engine-door.ts'
import { guardContents, guardSession } from './guards.ts'
import { serveCommands } from './ipc.ts'
import { createMainWindow } from './main-window.ts'
import { menuTemplate } from './menu.ts'
import { openQueue } from './open-queue.ts'
import { quitInOrder } from './quit.ts'

const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const dataDir = chooseDataDir()

registerAppScheme()
// It would undo the switch that root on Linux cannot start without; the window asks for the sandbox itself as well.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
logUncaught()
if (claimDataDir(dataDir)) run()
else app.exit(0)

function run(): void {
  const window = createMainWindow({
    preload: built('../preload/index.cjs'),
    icon: built('../../resources/icon-256.png'),
    log,
  })
  const threadFile = new URL('./engine.js', import.meta.url)
  const door = createEngineDoor({
    open: () => openQueue({ threadFile, dataDir, version: app.getVersion(), log }),
    onLost: () => window.reload(),
  })
  door.subscribe((batch) => window.send('batch', batch))

  guardContents()
  const isQuitting = quitInOrder(() => door.stop(), log)
  app.on('second-instance', () => {
    // Asked for again while on its way out: the new one comes when this one has let go of the folder.
    if (isQuitting()) app.relaunch()
    else window.show()
  })
  app.on('activate', () => {
    if (!isQuitting()) window.show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })

  void app.whenReady().then(() => {
    guardSession(session.defaultSession)
    serveWindow(built('../renderer'))
    serveCommands(door)
    setMenu(window)
    window.show()
  })
}

function setMenu(window: ReturnType<typeof createMainWindow>): void {
  const template = menuTemplate({
    isMac: process.platform === 'darwin',
    isPackaged: app.isPackaged,
    act: (action) => {
      window.show()
      window.send('menu', action)
    },
    openDataDir: () => void shell.openPath(dataDir),
    showAbout: () => app.showAboutPanel(),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** With a listener there is no dialog with a stack. The engine has a thread of its own and goes on. */
function logUncaught(): void {
  process.on('uncaughtException', (error) => log({ level: 'error', message: 'An uncaught error.', error }))
  process.on('unhandledRejection', (error) => log({ level: 'error', message: 'A lost rejection.', error }))
}
