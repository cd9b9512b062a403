/**
 * Light, dark, or as the system has it. The choice is a setting of the engine; this window keeps a copy, so that a page
 * that is loading has its colours before the engine has answered.
 */
import { type Theme, themes } from '../../shared/model.ts'
import { liveStore } from '../live/store.ts'

const key = 'theme'

/** Call before the first drawing. */
export function followTheme(): void {
  apply(themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system')
  liveStore.subscribe(({ phase, settings }, before) => {
    if (phase === 'starting' || settings.theme === applied) return
    if (before.settings !== settings) apply(settings.theme)
  })
}

let applied: Theme | null = null

function apply(theme: Theme): void {
  applied = theme
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme
  localStorage.setItem(key, theme)
}
