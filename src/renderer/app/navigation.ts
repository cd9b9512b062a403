/** Where the person is: one screen, and at most one thing over it. Anything may ask to go somewhere; App draws it. */
import { create } from 'zustand'

export type Screen = 'deliveries' | 'receiver' | 'settings'

export type Overlay =
  | { kind: 'compose' }
  | { kind: 'replay'; ids: string[] }
  | { kind: 'delete'; ids: string[] }
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
