/**
 * The Electron transport: commands come up, events go down. It checks who asks and nothing else; names and inputs
 * go to the engine's gate as they came, like those of every other transport.
 */
import { ipcMain, shell, type WebFrameMain } from 'electron'
import { readAddress } from '../server/address.ts'
import type { ApiAddress, DataFolderPart } from '../shared/bridge.ts'
import {
  addressChannel,
  commandChannel,
  folderChannel,
  pickChannel,
  placeChannel,
  revealChannel,
} from '../shared/ipc.ts'
import type { Result } from '../shared/result.ts'
import type { EngineDoor } from './engine-door.ts'
import type { FileDialogs } from './file-dialogs.ts'
import { isWindowAddress } from './window-address.ts'

const refused: Result<never> = {
  ok: false,
  error: { code: 'sender_refused', message: 'Only the window of the application may send commands.' },
}

export function serveCommands(door: EngineDoor): void {
  ipcMain.handle(commandChannel, (event, name: unknown, input: unknown) =>
    isOurWindow(event.senderFrame) ? door.invoke(name, input) : refused,
  )
}

/** Opens only what is named here, never a path that the page gives. */
export function serveFolders(folders: Readonly<Record<DataFolderPart, string>>): void {
  ipcMain.on(folderChannel, (event, part: unknown) => {
    if (!isOurWindow(event.senderFrame) || (part !== 'data' && part !== 'logs')) return
    void shell.openPath(folders[part])
  })
}

/** Where this run answers scripts and the command line, as it published it in the data folder. */
export function serveAddress(dataDir: string): void {
  ipcMain.handle(addressChannel, async (event): Promise<ApiAddress | null> => {
    if (!isOurWindow(event.senderFrame)) return null
    const address = await readAddress(dataDir)
    return address?.pid === process.pid ? { url: address.url, token: address.token } : null
  })
}

export function serveFiles(files: FileDialogs): void {
  ipcMain.handle(pickChannel, (event) => (isOurWindow(event.senderFrame) ? files.pick() : null))
  ipcMain.handle(placeChannel, (event, name: unknown) =>
    isOurWindow(event.senderFrame) && typeof name === 'string' ? files.place(name) : null,
  )
  ipcMain.on(revealChannel, (event, file: unknown) => {
    if (isOurWindow(event.senderFrame)) files.reveal(file)
  })
}

/** A frame inside the page is not the page, and one that has gone away has no address to judge by. */
function isOurWindow(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isWindowAddress(frame.url)
}
