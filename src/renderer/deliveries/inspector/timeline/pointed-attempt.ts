/** The attempt that the pointer or the focus is at, in the list or on the axis; its index, null for none. */
import { create } from 'zustand'

export const pointedAttempt = create<{ index: number | null }>(() => ({ index: null }))

export function pointAt(index: number | null): void {
  pointedAttempt.setState({ index })
}
