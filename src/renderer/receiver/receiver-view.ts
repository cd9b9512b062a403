/** What the receiver's screen remembers while other screens are shown: nothing of it belongs to the engine. */
import { create } from 'zustand'

interface ReceiverView {
  /** The request that is looked at, by its number; null follows the newest. */
  selected: number | null
  /** The answers that were last asked for, to be played again when they are used up. */
  lastPlan: number[] | null
  /** As typed; empty is any free port. */
  port: string
}

export const receiverView = create<ReceiverView>(() => ({ selected: null, lastPlan: null, port: '' }))
