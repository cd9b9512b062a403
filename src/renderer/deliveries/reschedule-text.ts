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

export function standingText(standing: Standing): string {
  if (!standing.isMany) return textOf(standing)
  return `${textOf(standing)} What is delivered, given up or on its way is left out.`
}

function textOf(standing: Standing): string {
  const { isMany, isEdited, next } = standing
  const who = isMany ? 'Each' : 'It'
  if (!changesAnything(standing)) {
    return isMany
      ? 'Each keeps its own schedule and time. The schedule below is used once you edit it.'
      : 'Edit the schedule, or say when the next attempt comes.'
  }
  if (isEdited) {
    if (next === 'given') return `${who} gets this schedule, and the next attempt comes at the time below.`
    return `${who} gets this schedule. A retry that is planned moves to where it says, counted from the last attempt.`
  }
  if (next === 'scheduled') return 'It keeps its schedule; the next attempt moves to where that has it.'
  return `${who} keeps its own schedule; only the next attempt moves.`
}
