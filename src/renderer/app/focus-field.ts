/** Brings the focus to a text field by its element id and selects what stands in it, also on a screen yet to be drawn. */
export function focusField(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(`#${id}`)?.select())
}
