/**
 * Chooses the door to the host, once: the preload's where Electron put one, else the WebSocket of the browser host.
 * Nothing else in the window knows which it is.
 */
import type { Bridge } from '../../shared/bridge.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { connection } from './connection.ts'
import { createFileDoor } from './file-door.ts'
import { createSocketBridge } from './socket-bridge.ts'
import { takeBrought } from './token.ts'

declare global {
  interface Window {
    bridge?: Bridge
  }
}

export const bridge: Bridge = window.bridge ?? connectToServer()

/** A command to the engine; never rejects, a refusal is an answer with `ok: false`. */
export const invoke: Bridge['invoke'] = (name, input) => bridge.invoke(name, input)

function connectToServer(): Bridge {
  const { token, deliveryId } = takeBrought()
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/feed`
  const socketBridge = createSocketBridge({
    address: { url: location.origin, token },
    deliveryId,
    open: () => {
      connection.setState({ tokenRefused: false })
      return new WebSocket(address, ['webhook-dispatcher', `token.${token}`])
    },
    diagnose: async () => {
      const failure = await askByRequest(token)
      connection.setState({ tokenRefused: failure?.code === 'unauthorized' })
      return failure
    },
  })
  return { ...socketBridge, files: createFileDoor(token) }
}

/** A page is not told why its WebSocket was refused, but an ordinary request is. */
async function askByRequest(token: string): Promise<Failure | null> {
  try {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch('/api/commands/snapshot.get', { method: 'POST', headers, body: '{}' })
    const result = (await response.json()) as Result<unknown>
    return result.ok ? null : result.error
  } catch {
    return null
  }
}
