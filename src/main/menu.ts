/**
 * The native menu: a template and nothing more, so that it can be read, and tested, as one piece. What concerns the
 * queue goes to the window as a `MenuAction`; the rest is the system's own roles.
 */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuAction } from '../shared/bridge.ts'

export interface MenuOptions {
  isMac: boolean
  /** Reload and developer tools are there only while the application is being developed. */
  isPackaged: boolean
  act: (action: MenuAction) => void
  openDataDir: () => void
  showAbout: () => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  return [
    ...(options.isMac ? [applicationMenu(options)] : []),
    fileMenu(options),
    editMenu(options),
    viewMenu(options),
    queueMenu(options),
    { role: 'windowMenu' },
    helpMenu(options),
  ]
}

/** macOS only: the menu that bears the application's name. */
function applicationMenu({ act }: MenuOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      { label: 'Settings…', accelerator: 'Cmd+,', click: () => act('settings') },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

function fileMenu({ isMac, act }: MenuOptions): MenuItemConstructorOptions {
  const elsewhere: MenuItemConstructorOptions[] = [
    { label: 'Settings', accelerator: 'Ctrl+,', click: () => act('settings') },
    separator,
    { role: 'quit' },
  ]
  return {
    label: '&File',
    submenu: [
      { label: 'New Event', accelerator: 'CmdOrCtrl+N', click: () => act('compose') },
      separator,
      { label: 'Import…', accelerator: 'CmdOrCtrl+Shift+I', click: () => act('import') },
      { label: 'Export…', accelerator: 'CmdOrCtrl+Shift+E', click: () => act('export') },
      separator,
      ...(isMac ? [{ role: 'close' } satisfies MenuItemConstructorOptions] : elsewhere),
    ],
  }
}

function editMenu({ act }: MenuOptions): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      { label: 'Find', accelerator: 'CmdOrCtrl+F', click: () => act('find') },
    ],
  }
}

function viewMenu({ isPackaged, act }: MenuOptions): MenuItemConstructorOptions {
  const developing: MenuItemConstructorOptions[] = [
    separator,
    { role: 'reload' },
    { role: 'forceReload' },
    // Its own keys import a file.
    { role: 'toggleDevTools', accelerator: 'F12' },
  ]
  return {
    label: '&View',
    submenu: [
      { label: 'Deliveries', accelerator: 'CmdOrCtrl+1', click: () => act('deliveries') },
      { label: 'Pulse', accelerator: 'CmdOrCtrl+2', click: () => act('pulse') },
      { label: 'Endpoints', accelerator: 'CmdOrCtrl+3', click: () => act('endpoints') },
      { label: 'Receiver', accelerator: 'CmdOrCtrl+4', click: () => act('receiver') },
      { label: 'Log', accelerator: 'CmdOrCtrl+5', click: () => act('log') },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // Plus without Shift, as on most keyboards.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(isPackaged ? [] : developing),
    ],
  }
}

function queueMenu({ act }: MenuOptions): MenuItemConstructorOptions {
  return {
    label: '&Queue',
    submenu: [
      { label: 'Pause or Resume', accelerator: 'CmdOrCtrl+Shift+P', click: () => act('toggleQueue') },
    ],
  }
}

function helpMenu({ isMac, act, openDataDir, showAbout }: MenuOptions): MenuItemConstructorOptions {
  const about: MenuItemConstructorOptions[] = [
    separator,
    { label: 'About Webhook Dispatcher', click: showAbout },
  ]
  return {
    role: 'help',
    submenu: [
      { label: 'Keyboard Shortcuts', click: () => act('shortcuts') },
      { label: 'Open Data Folder', click: openDataDir },
      ...(isMac ? [] : about),
    ],
  }
}
