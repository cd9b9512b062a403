/** The one door between a window and its host. The preload script and the WebSocket client both offer this shape. */
import type { CommandInput, CommandName, CommandOutput } from './commands.ts'
import type { FeedBatch } from './events.ts'
import type { Result } from './result.ts'

export interface Bridge {
  /** Which host the window runs in; it decides about menus and titles only. */
  readonly host: 'electron' | 'browser'
  /** Never rejects: a lost connection is a failure with code `disconnected`. */
  invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>>
  /** Calls back with every batch from now on, in order. Answers with the way to stop. */
  subscribe(listener: (batch: FeedBatch) => void): () => void
  /** Calls back when the connection to the engine is lost or found again (browser host only). */
  onConnection(listener: (connected: boolean) => void): () => void
  /** Commands from the native menu, such as `compose` or `palette` (Electron only). */
  onMenu(listener: (action: MenuAction) => void): () => void
  /** What a pressed notification leads to (Electron only). */
  onShow(listener: (shown: Shown) => void): () => void
  /** Shows a folder in the system's file manager (Electron only). */
  openFolder(folder: DataFolderPart): void
  /** Where scripts reach the application; null where its server could not be started. */
  localApi(): Promise<ApiAddress | null>
}

export interface ApiAddress {
  /** `http://127.0.0.1:<port>` */
  url: string
  token: string
}

/** One delivery, or all that failed. */
export type Shown = { deliveryId: string | null }

/** The data folder, or the logs in it. */
export type DataFolderPart = 'data' | 'logs'

export type MenuAction =
  | 'compose'
  | 'toggleQueue'
  | 'find'
  | 'shortcuts'
  | 'settings'
  | 'deliveries'
  | 'pulse'
  | 'endpoints'
  | 'receiver'
  | 'log'
