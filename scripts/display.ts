/** Whether a window can be shown here. Linux alone needs a display server that answers. */
import { existsSync } from 'node:fs'
import { createConnection, type NetConnectOpts } from 'node:net'
import { join } from 'node:path'

const patienceMs = 2_000

/** Null when there is one, else why there is none, as the end of a sentence. */
export async function displayProblem(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const { WAYLAND_DISPLAY: wayland, XDG_RUNTIME_DIR: runtimeDir, DISPLAY: x11 } = env
  if (wayland && existsSync(join(runtimeDir ?? '/', wayland))) return null
  if (!x11) return 'there is no display'
  const places = x11Places(x11)
  for (const place of places) if (await answers(place)) return null
  return `the display ${x11} does not answer`
}

/** `:0` and `unix:0` are sockets of this machine (on Linux often abstract ones), `host:0` is TCP. */
function x11Places(display: string): NetConnectOpts[] {
  const match = /^(?:[^/]+\/)?(?<host>[^:]*):(?<number>\d+)(?:\.\d+)?$/.exec(display)
  const { host = '', number = '0' } = match?.groups ?? {}
  if (host !== '' && host !== 'unix') return [{ host, port: 6_000 + Number(number) }]
  const path = `/tmp/.X11-unix/X${number}`
  return [{ path }, { path: `\0${path}` }]
}

function answers(place: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(place)
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(patienceMs, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
