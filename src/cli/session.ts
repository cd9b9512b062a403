/** What one run of the command line knows: where it stands, which queue is meant, where answers go. */
import type { Output } from './output.ts'

export interface Session {
  /** `out/main/`, where the engine's thread is; the window is beside it. */
  home: URL
  /** The application's version. */
  version: string
  /** Absolute. */
  dataDir: string
  output: Output
}

/** Called by a command's action, when the options of the whole command line are known. */
export type OpenSession = () => Session
