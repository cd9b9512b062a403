/** What the reschedule dialog does as it now stands, in plain words: said before it is done, and true at every moment. */

export interface Standing {
  /** Of one delivery, or of several with schedules of their own. */
  isMany: boolean
  /** Whether the schedule was edited; one that was not is left to each delivery. */
  isEdited: boolean
  /** When the next attempt comes: as it is planned now, where the schedule has it, or at a time that was given. */
  next: 'planned' | 'scheduled' | 'given'
}

/** Whether anything would change. Several have no one schedule to go back to. */
export function changesAnything({ isMany, isEdited, next }: Standing): boolean {
  return isEdited || next === 'given' || (next === 'scheduled' && !isMany)
}

/** One line at most: it changes while the dialog is filled in, and nothing below may move. */
export function standingText(standing: Standing): string {
  const { isMany, isEdited, next } = standing
  const who = isMany ? 'Each' : 'It'
  if (!changesAnything(standing)) {
    return isMany
      ? 'Each keeps its own schedule and time until you edit the schedule below.'
      : 'Edit the schedule, or say when the next attempt comes.'
  }
  if (isEdited) {
    return next === 'given'
      ? `${who} gets this schedule, and the next attempt comes at the time below.`
      : `${who} gets this schedule; a planned retry moves to where that has it.`
  }
  if (next === 'scheduled') return 'It keeps its schedule; the next attempt moves to where that has it.'
  return `${who} keeps its own schedule; only the next attempt moves.`
}

/** Of several, those that nothing is done to. */
export const leftOutText = 'Those that are final, or on their way, are left out.'
