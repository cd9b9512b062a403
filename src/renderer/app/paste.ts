/** A cURL command that is pasted outside of every field opens the composer, filled in. */
import { isCurl } from '../../shared/curl-command.ts'
import { isTyping } from './keyboard.ts'
import { navigation, openOverlay } from './navigation.ts'

export function listenToPaste(target: Window): void {
  target.addEventListener('paste', (event) => {
    if (navigation.getState().overlay || isTyping(event.target)) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!isCurl(text)) return
    event.preventDefault()
    openOverlay({ kind: 'compose', given: { curl: text } })
  })
}
