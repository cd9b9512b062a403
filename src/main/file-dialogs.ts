/**
 * Where a queue file is read from and written to: the dialogs of the system. The window is told the paths that a person chose
 * in them, and has only those shown in the file manager that were chosen for writing.
 */
import { basename, dirname, extname, join } from 'node:path'
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'

/** The part of Electron that is used. */
export interface FileSystemDialogs {
  open(
    window: BrowserWindow | null,
    options: OpenDialogOptions,
  ): Promise<{ canceled: boolean; filePaths: string[] }>
  save(
    window: BrowserWindow | null,
    options: SaveDialogOptions,
  ): Promise<{ canceled: boolean; filePath: string }>
  showInFolder(file: string): void
}

export interface FileDialogs {
  /** The path of a file to read; null when none was chosen. */
  pick(): Promise<string | null>
  /** A path to write to; the system has asked about a file that is there. */
  place(name: string): Promise<{ file: string; overwrite: true } | null>
  /** Only what `place` answered with. */
  reveal(file: unknown): void
}

export interface FileDialogsOptions {
  window: () => BrowserWindow | null
  /** Where the first dialog begins. */
  folder: () => string
  system: FileSystemDialogs
}

export const importExtensions = ['jsonl', 'ndjson', 'zst', 'json', 'db', 'bolt', 'bbolt', 'har', 'txt', 'sh']

export function createFileDialogs({ window, folder, system }: FileDialogsOptions): FileDialogs {
  const placed = new Set<string>()
  let lastFolder: string | null = null

  return {
    async pick() {
      const { canceled, filePaths } = await system.open(window(), {
        title: 'Import Deliveries',
        buttonLabel: 'Import',
        defaultPath: lastFolder ?? folder(),
        properties: ['openFile'],
        filters: [
          { name: 'Queue Files', extensions: importExtensions },
          { name: 'All Files', extensions: ['*'] },
        ],
      })
      const [file] = filePaths
      if (canceled || file === undefined) return null
      lastFolder = dirname(file)
      return file
    },
    async place(name) {
      const plain = basename(name)
      const { canceled, filePath } = await system.save(window(), {
        title: 'Export Deliveries',
        buttonLabel: 'Export',
        defaultPath: join(lastFolder ?? folder(), plain),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
        filters: [
          { name: 'This Format', extensions: [extname(plain).slice(1)] },
          { name: 'All Files', extensions: ['*'] },
        ],
      })
      if (canceled || filePath === '') return null
      lastFolder = dirname(filePath)
      placed.add(filePath)
      return { file: filePath, overwrite: true }
    },
    reveal(file) {
      if (typeof file === 'string' && placed.has(file)) system.showInFolder(file)
    },
  }
}
