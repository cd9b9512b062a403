/** The native menu's commands (Electron): the same ones that have keys. */
import type { Bridge, MenuAction } from '../../shared/bridge.ts'
import { openCompose, openShortcuts, toggleQueue } from './commands.ts'
import { focusFilter } from './delivery-commands.ts'
import { openImport } from '../queue-files/import-session.ts'
import { openExport } from '../queue-files/open-export.ts'
import { goTo } from './navigation.ts'

const actions: Readonly<Record<MenuAction, () => void>> = {
  compose: openCompose,
  import: openImport,
  export: openExport,
  toggleQueue,
  find: focusFilter,
  shortcuts: openShortcuts,
  settings: () => goTo('settings'),
  deliveries: () => goTo('deliveries'),
  pulse: () => goTo('pulse'),
  endpoints: () => goTo('endpoints'),
  log: () => goTo('log'),
  receiver: () => goTo('receiver'),
}

export function listenToMenu(bridge: Bridge): void {
  bridge.onMenu((action) => actions[action]())
}
