/** What the pulse screen remembers while others are shown: which span, of which endpoint, and in which form. */
import { create } from 'zustand'
import type { PulseSpan } from '../../shared/pulse.ts'

interface PulseView {
  span: PulseSpan
  /** Null: the whole queue. */
  endpointId: string | null
  asTable: boolean
}

export const pulseView = create<PulseView>(() => ({ span: '5m', endpointId: null, asTable: false }))
