/** The upload under way, for whoever waits for it. Written by the browser host's file door alone; Electron has none. */
import { create } from 'zustand'

export interface Upload {
  name: string
  /** In bytes. */
  done: number
  total: number
  stop: () => void
}

export const uploads = create<{ current: Upload | null }>(() => ({ current: null }))
