/** Whether somebody takes connections where a URL leads. */
import { connect, type NetConnectOpts } from 'node:net'
import { unixTarget } from '../../shared/checks.ts'
import { lookup } from './lookup.ts'

/** On this machine a port answers at once or not at all. */
const longestMs = 1_000

/** Never rejects: whatever goes wrong means that nobody does. */
export function isListening(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...addressOf(url), timeout: longestMs })
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}

function addressOf(url: string): NetConnectOpts {
  const unix = unixTarget(url)
  if (unix) return { path: unix.socketPath }
  const { hostname, port, protocol } = new URL(url)
  return {
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
    lookup,
    autoSelectFamily: true,
  }
}
