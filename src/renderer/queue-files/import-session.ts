/**
 * The file that the import dialog is about: chosen, dropped or one of the recent ones, and uploaded first where the window is
 * in a browser. One at a time; the one before is given up.
 */
import { create } from 'zustand'
import { closeOverlay, navigation, openOverlay } from '../app/navigation.ts'
import { bridge } from '../host/bridge.ts'
import { uploads } from '../host/uploads.ts'
import { messageOf } from './export-jobs.ts'
import { fileName } from './export-draft.ts'
import { isImporting } from './import-results.ts'

interface ImportSession {
  /** Null until there is one. */
  file: { path: string; name: string } | null
  /** A chooser is open, or a file on its way. */
  busy: boolean
  /** Why there is none. */
  refused: string | null
}

const nothing: ImportSession = { file: null, busy: false, refused: null }

export const importSession = create<ImportSession>(() => nothing)

/** Whoever began last has the say. */
let turn = 0

export function openImport(): void {
  if (navigation.getState().overlay?.kind === 'import') return
  letGo()
  openOverlay({ kind: 'import' })
}

export function pickImport(): void {
  void take(() => bridge.files.pick())
}

export function importDropped(file: File): void {
  letGo()
  openOverlay({ kind: 'import' })
  void take(() => bridge.files.take(file), file.name)
}

export function importRecent(path: string): void {
  void take(() => Promise.resolve(path))
}

export function closeImport(): void {
  letGo()
  if (navigation.getState().overlay?.kind === 'import') closeOverlay()
}

async function take(get: () => Promise<string | null>, name?: string): Promise<void> {
  turn += 1
  const own = turn
  importSession.setState({ busy: true, refused: null })
  const [path, refused] = await get().then(
    (path) =>
      [
        path,
        path === null && name !== undefined
          ? `${name} was not taken. Choose it with the button instead.`
          : null,
      ] as const,
    (error: unknown) => [null, messageOf(error)] as const,
  )
  if (own !== turn) {
    if (path !== null) bridge.files.forget(path)
    return
  }
  const file = path === null ? null : { path, name: name ?? nameOf(path) }
  importSession.setState({ file, busy: false, refused })
}

/** An import that is under way still reads its file. */
function letGo(): void {
  turn += 1
  uploads.getState().current?.stop()
  const { file } = importSession.getState()
  if (file && !isImporting(file.path)) bridge.files.forget(file.path)
  importSession.setState(nothing)
}

/** What is uploaded stands under a name of the server's making: `<32 hex digits>-<name>`. */
function nameOf(path: string): string {
  const name = fileName(path)
  return bridge.host === 'browser' ? name.replace(/^[0-9a-f]{32}-/, '') : name
}
