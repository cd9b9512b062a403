/**
 * The two channels between the Electron host and its window: commands go up on one and are answered, what happens
 * comes down on the other. Constants and types only, so that the sandboxed preload script stays a few lines.
 */
import type { MenuAction } from './bridge.ts'
import type { FeedBatch } from './events.ts'

export const commandChannel = 'engine:command'
export const eventChannel = 'engine:event'

/** What the host tells its window without being asked. */
export interface HostEvents {
  batch: FeedBatch
  connection: boolean
  menu: MenuAction
}

export type HostEventName = keyof HostEvents
