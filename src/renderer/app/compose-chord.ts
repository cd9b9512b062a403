/** The key for a new event. A browser keeps Ctrl N for itself, so there the letter alone is shown. */
import { bridge } from '../host/bridge.ts'

export const composeChord = bridge.host === 'electron' ? 'Ctrl N' : 'N'
