/**
 * Brings the focus to a text field by its element id and selects what stands in it: at once where it is there, so that the
 * next key goes into it, else on a screen that is yet to be drawn.
 */
export function focusField(id: string): void {
  const field = (): HTMLInputElement | null => document.querySelector(`#${id}`)
  field()?.select()
  if (!field()) requestAnimationFrame(() => field()?.select())
}
