/** What is known of the connection to the browser host beyond that it is open or lost. Written by the bridge alone. */
import { create } from 'zustand'

interface Connection {
  /** The host runs, but not with this page's token: no further try is made by itself. */
  tokenRefused: boolean
}

export const connection = create<Connection>(() => ({ tokenRefused: false }))
