/** What the settings screen remembers: what its rows are searched for. */
import { createContext, use } from 'react'
import { create } from 'zustand'

export const settingsView = create<{ text: string }>(() => ({ text: '' }))

/** The text field's element id, for the key that goes there. */
export const settingsTextId = 'settings-search'

/** The name of the group that a row stands in. */
export const GroupName = createContext('')

/** Whether a row of these words is found: every part that is searched for stands in them or in the name of its group. */
export function useIsFound(...words: string[]): boolean {
  const group = use(GroupName)
  const text = settingsView((view) => view.text)
  return fits(text, [group, ...words].join(' '))
}

export function fits(searched: string, words: string): boolean {
  const within = words.toLowerCase()
  return searched
    .toLowerCase()
    .split(/\s+/)
    .every((part) => within.includes(part))
}
