/** Puts the focus where the first complaint stands, so that a person on the keyboard need not look for it. */
import type { RefObject } from 'react'

/** Waits for the complaints to be drawn: a folded section opens with them. */
export function focusFirstWrong(form: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const wrong = form.current?.querySelector<HTMLElement>(
        'input[aria-invalid="true"], input[data-invalid], button[data-invalid], [data-field="data"]:has([role="alert"]) .cm-content',
      )
      wrong?.focus({ preventScroll: true })
      // Not at the edge: the sentence below it must be seen too.
      wrong?.scrollIntoView({ block: 'center' })
    }),
  )
}
