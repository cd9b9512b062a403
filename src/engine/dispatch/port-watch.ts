/**
 * Watches local ports where nothing listens, so that held deliveries go out when something does. Asks by connecting: a
 * connection that is taken and closed at once is what any port scanner does, and no request.
 */
import type { Clock } from '../clock.ts'

/** How often a port is asked: a person who starts a server waits no longer than this. */
const askEveryMs = 1_000

export interface PortWatchOptions {
  clock: Clock
  /** Whether somebody listens where this URL leads. Never rejects. */
  isListening(url: string): Promise<boolean>
  /** Somebody does. Called once; then the endpoint is not watched any more. */
  onListening(endpointSeq: number): void
}

export interface PortWatch {
  watch(endpointSeq: number, url: string): void
  close(): void
}

export function createPortWatch({ clock, isListening, onListening }: PortWatchOptions): PortWatch {
  const watched = new Map<number, string>()
  let callOff: (() => void) | null = null
  let closed = false

  const ask = async (): Promise<void> => {
    await Promise.all(
      [...watched].map(async ([endpointSeq, url]) => {
        if (!(await isListening(url)) || closed) return
        if (watched.delete(endpointSeq)) onListening(endpointSeq)
      }),
    )
    callOff = null
    if (watched.size > 0) askLater()
  }

  const askLater = (): void => {
    if (closed) return
    callOff ??= clock.after(askEveryMs, () => void ask())
  }

  return {
    watch(endpointSeq, url) {
      watched.set(endpointSeq, url)
      askLater()
    },
    close() {
      closed = true
      watched.clear()
      callOff?.()
    },
  }
}
