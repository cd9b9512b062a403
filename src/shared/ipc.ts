/**
 * The channels between the Electron host and its window: commands go up on one and are answered, what happens comes
 * down on the other; others ask the host itself for folders and files. Constants and types only, so that the sandboxed preload script stays a few lines.
 */
import type { MenuAction, Shown } from './bridge.ts'
import type { FeedBatch } from './events.ts'

export const commandChannel = 'engine:command'
export const eventChannel = 'engine:event'
/** Nothing answers: the system shows the folder or says why it cannot. */
export const folderChannel = 'host:folder'
/** Asks for a file to read; answers with its path or null. */
export const pickChannel = 'host:pick'
/** Asks for a place to write; the argument is a name. Answers with its path or null. */
export const placeChannel = 'host:place'
/** Shows a file that was written to such a place. */
export const revealChannel = 'host:reveal'

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
