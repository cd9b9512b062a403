/**
 * The bridge: the only thing of the host that the window can touch. It passes on commands and events and hands out
 * neither `ipcRenderer` nor its event objects.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron'
import type { Bridge } from '../shared/bridge.ts'
import {
  addressChannel,
  commandChannel,
  eventChannel,
  folderChannel,
  type HostEventName,
  type HostEvents,
  pickChannel,
  placeChannel,
  revealChannel,
} from '../shared/ipc.ts'

const gone = { code: 'disconnected', message: 'The application does not answer. Start it again.' }

function on<N extends HostEventName>(name: N, listener: (value: HostEvents[N]) => void): () => void {
  const receive = (_event: IpcRendererEvent, given: HostEventName, value: HostEvents[N]): void => {
    if (given === name) listener(value)
  }
  ipcRenderer.on(eventChannel, receive)
  return () => {
    ipcRenderer.off(eventChannel, receive)
  }
}

const bridge: Bridge = {
  host: 'electron',
  invoke: (name, input) =>
    ipcRenderer.invoke(commandChannel, name, input).catch(() => ({ ok: false, error: gone })),
  subscribe: (listener) => on('batch', listener),
  onConnection: (listener) => on('connection', listener),
  onMenu: (listener) => on('menu', listener),
  onShow: (listener) => on('show', listener),
  localApi: () => ipcRenderer.invoke(addressChannel).catch(() => null),
  openFolder: (folder) => ipcRenderer.send(folderChannel, folder),
  files: {
    pick: () => ipcRenderer.invoke(pickChannel),
    // What a page has made itself has no path.
    take: (file) => Promise.resolve(webUtils.getPathForFile(file) || null),
    place: (name) => ipcRenderer.invoke(placeChannel, name),
    hand: () => Promise.resolve(),
    forget: () => {},
    reveal: (file) => ipcRenderer.send(revealChannel, file),
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
