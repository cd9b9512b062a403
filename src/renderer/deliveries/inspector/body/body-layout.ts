/** How bodies are shown, chosen once for all of them until the window closes. */
import { create } from 'zustand'

/** `pretty`: JSON laid out; `raw`: the text as it is; `hex`: its bytes. */
export type BodyLayout = 'pretty' | 'raw' | 'hex'

export const bodyLayout = create<{ layout: BodyLayout; wraps: boolean }>(() => ({
  layout: 'pretty',
  wraps: true,
}))
