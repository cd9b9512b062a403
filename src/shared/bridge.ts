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
  /** What a pressed notification leads to (Electron only), or `open` of the command line. */
  onShow(listener: (shown: Shown) => void): () => void
  /** Shows a folder in the system's file manager (Electron only). */
  openFolder(folder: DataFolderPart): void
  /** Where scripts reach the application; null where its server could not be started. */
  localApi(): Promise<ApiAddress | null>
  readonly files: FileDoor
}

export interface ApiAddress {
  /** `http://127.0.0.1:<port>` */
  url: string
  token: string
}

/**
 * Files between the person and the engine, by paths that the engine can use. Electron has dialogs of the system; a browser
 * uploads and downloads. What cannot be done rejects with a sentence; null means that the person thought better of it.
 */
export interface FileDoor {
  /** Asks for a file to read. */
  pick(): Promise<string | null>
  /** The path of a dropped file; null where it has none, or its upload was stopped. */
  take(file: File): Promise<string | null>
  /** Asks where to write; `name` is a suggestion. `overwrite`: the person was asked about a file that is there. */
  place(name: string): Promise<{ file: string; overwrite: boolean } | null>
  /** Gives the person a file that was written whole to the place with this path. */
  hand(file: string, name: string): Promise<void>
  /** Nobody reads the file any more; the person's own stays (browser host only). */
  forget(file: string): void
  /** Shows a file that was written to a place in the system's file manager (Electron only). */
  reveal(file: string): void
}

/** One delivery, or all that failed. */
export type Shown = { deliveryId: string | null }

/** The data folder, or the logs in it. */
export type DataFolderPart = 'data' | 'logs'

export type MenuAction =
  | 'compose'
  | 'import'
  | 'export'
  | 'toggleQueue'
  | 'find'
  | 'shortcuts'
  | 'settings'
  | 'deliveries'
  | 'pulse'
  | 'endpoints'
  | 'receiver'
  | 'log'
