/** A disk of its own that is soon full: a tmpfs in a mount namespace, which ends with the process that runs there. */
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Application, spawnApplication } from './application.ts'
import { tempDir } from './temp-dir.ts'

export interface SmallDisk {
  /** As whoever runs there names it; for others it is an empty folder. */
  readonly dataDir: string
  /** The same folder, seen from outside. */
  readonly seen: string
  /** Leaves no room. */
  fill(): void
  /** Gives the room back. */
  clear(): void
}

/** Runs the rest of its command line where `dataDir` is a disk of `bytes`. */
export function onSmallDisk(dataDir: string, bytes: number): string[] {
  const mount = `mount -t tmpfs -o size=${bytes} none "${dataDir}" && exec "$@"`
  return ['unshare', '-rm', 'sh', '-c', mount, 'sh']
}

/** The disk of a process that runs there. */
export function smallDiskOf(pid: number, dataDir: string): SmallDisk {
  const seen = `/proc/${pid}/root${dataDir}`
  const filler = join(seen, 'filler')
  return {
    dataDir,
    seen,
    fill() {
      const { bavail, bsize } = statfsSync(seen)
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize))
      } catch (error) {
        // Who runs there may have taken some of it meanwhile.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    },
    clear: () => rmSync(filler),
  }
}

/** When it is ready. */
export async function applicationOnSmallDisk(
  bytes: number,
): Promise<SmallDisk & { application: Application }> {
  const dataDir = tempDir()
  const application = spawnApplication(dataDir, { under: onSmallDisk(dataDir, bytes) })
  await application.ready
  return { application, ...smallDiskOf(application.pid, dataDir) }
}
