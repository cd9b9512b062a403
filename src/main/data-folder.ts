/**
 * Where this instance keeps its queue and its window. Decided before anything else, because the lock that makes a
 * second start focus the first one belongs to the window's folder: one instance for each data folder.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { defaultDataDir } from '../engine/data-dir.ts'
import { makeFolder } from '../engine/make-folder.ts'

/** `--data-dir=DIR`, else `WEBHOOK_DISPATCHER_DATA_DIR`, else the platform's place. Always absolute. */
export function chooseDataDir(): string {
  const given = app.commandLine.getSwitchValue('data-dir')
  return given ? resolve(given) : defaultDataDir()
}

/** Whether this process is the one for the folder; when not, the one that is has been told and comes to the front. */
export function claimDataDir(dataDir: string): boolean {
  // Chromium's own switch wins: whoever passes it wants the window's files to stand there.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', windowFolder(dataDir))
  return app.requestSingleInstanceLock()
}

/** A folder that cannot be written gets a window all the same, which then says so. */
function windowFolder(dataDir: string): string {
  const folder = join(dataDir, 'window')
  try {
    makeFolder(folder, 0o700)
    return folder
  } catch {
    return mkdtempSync(join(tmpdir(), 'webhook-dispatcher-'))
  }
}
