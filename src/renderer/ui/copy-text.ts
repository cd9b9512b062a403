/** The clipboard. */
import { showToast } from './Toast.tsx'

/** Puts text on the clipboard. A host that refuses the clipboard API still has the old way, which needs a selection. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyBySelection(text)
  }
}

function copyBySelection(text: string): void {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  const before = document.activeElement
  area.select()
  document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
}

/** The same, and says so: `Value copied`. */
export function copyNamed(name: string, text: string): void {
  void copyText(text).then(() => showToast({ about: 'copy', title: `${name} copied` }))
}
