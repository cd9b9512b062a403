/** A disk of its own that is soon full: an application under a tmpfs of a mount namespace that ends with it. */
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnApplication, type Application } from './application.ts'
import { tempDir } from './temp-dir.ts'

export interface SmallDisk {
  readonly application: Application
  /** The data folder as its application names it; for others it is an empty folder. */
  readonly dataDir: string
  /** The same folder, seen from outside while the application runs. */
  readonly seen: string
  /** Bytes that are free. */
  free(): number
  /** Leaves no room. */
  fill(): void
  /** Gives the room back. */
  clear(): void
}

/** When it is ready. `bytes` is the size of the disk. */
export async function applicationOnSmallDisk(bytes: number): Promise<SmallDisk> {
  const dataDir = tempDir()
  const mount = `mount -t tmpfs -o size=${bytes} none "${dataDir}" && exec "$@"`
  const application = spawnApplication(dataDir, {
    under: ['unshare', '-rm', 'sh', '-c', mount, 'sh'],
  })
  await application.ready
  const seen = `/proc/${application.pid}/root${dataDir}`
  const filler = join(seen, 'filler')
  const free = (): number => {
    const { bavail, bsize } = statfsSync(seen)
    return bavail * bsize
  }
  return {
    application,
    dataDir,
    seen,
    free,
    fill() {
      try {
        writeFileSync(filler, Buffer.alloc(free()))
      } catch (error) {
        // The application may have taken some of it meanwhile.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    },
    clear: () => rmSync(filler),
  }
}
