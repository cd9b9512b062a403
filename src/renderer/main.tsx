/** Where the window begins: the look, the live state, the first drawing. */
import './ui/theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { listenToKeys } from './app/keyboard.ts'
import { loadParts } from './app/lazy-part.tsx'
import { listenToMenu } from './app/menu.ts'
import { startTableLook } from './deliveries/table-look.ts'
import { listenToNotices } from './app/notices.ts'
import { listenToPaste } from './app/paste.ts'
import { followTheme } from './app/theme.ts'
import { followTitle } from './app/window-title.ts'
import { bridge } from './host/bridge.ts'
import { startLive } from './live/start.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no #root to draw in.')

startTableLook(localStorage)
followTheme()
startLive(bridge)
followTitle()
listenToKeys(window)
listenToPaste(window)
listenToMenu(bridge)
listenToNotices(bridge)
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
// While the connection lasts: a part that is asked for without one could not be fetched.
requestIdleCallback(() => void loadParts())
