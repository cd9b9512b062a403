/** Where the person is: one screen, and at most one thing over it. Anything may ask to go somewhere; App draws it. */
import { create } from 'zustand'
import type { DeliveryFilter } from '../../shared/commands.ts'
import type { GivenDraft } from '../composer/draft.ts'
import type { ExportScope } from '../queue-files/export-draft.ts'

export type Screen = 'deliveries' | 'pulse' | 'endpoints' | 'receiver' | 'log' | 'settings'

/** What can be done with all that a filter finds. */
export type BulkAction = 'retry' | 'replay' | 'hold' | 'release' | 'reschedule' | 'cancel' | 'delete'

export type Overlay =
  | { kind: 'compose'; endpointId?: string; fromTemplate?: boolean; given?: GivenDraft }
  | { kind: 'replay'; ids: string[] }
  | { kind: 'reschedule'; ids: string[] }
  | { kind: 'delete'; ids: string[] }
  | { kind: 'bulk'; action: BulkAction; filter: DeliveryFilter }
  /** Without an id a new one. */
  | { kind: 'endpoint'; id?: string }
  | { kind: 'deleteEndpoint'; id: string }
  /** Names a saved view anew; without an id what the table shows is saved. */
  | { kind: 'view'; id?: string }
  | { kind: 'dismissRecovery' }
  | { kind: 'export'; ids: string[]; filter: DeliveryFilter; scope: ExportScope }
  /** Its file stands in `queue-files/import-session.ts`. */
  | { kind: 'import' }
  | { kind: 'importProblems'; jobId: string }
  | { kind: 'shortcuts' }
  | { kind: 'palette' }

interface Place {
  screen: Screen
  overlay: Overlay | null
}

export const navigation = create<Place>(() => ({ screen: 'deliveries', overlay: null }))

export function goTo(screen: Screen): void {
  navigation.setState({ screen, overlay: null })
}

export function openOverlay(overlay: Overlay): void {
  navigation.setState({ overlay })
}

export function closeOverlay(): void {
  navigation.setState({ overlay: null })
}
