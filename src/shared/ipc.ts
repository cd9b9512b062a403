/**
 * The channels between the Electron host and its window: commands go up on one and are answered, what happens comes
 * down on the other; a third asks the host itself for a folder. Constants and types only, so that the sandboxed preload script stays a few lines.
 */
import type { MenuAction, Shown } from './bridge.ts'
import type { FeedBatch } from './events.ts'

export const commandChannel = 'engine:command'
export const eventChannel = 'engine:event'
/** Nothing answers: the system shows the folder or says why it cannot. */
export const folderChannel = 'host:folder'

/** Answered with the `ApiAddress` of this run, or null. */
export const addressChannel = 'host:address'

/** What the host tells its window without being asked. */
export interface HostEvents {
  batch: FeedBatch
  connection: boolean
  menu: MenuAction
  show: Shown
}

export type HostEventName = keyof HostEvents
