/**
 * Parts of the window that are loaded when they are first needed, or while nothing else is done after the start. One
 * that cannot be loaded, as without a connection, says so where it would stand; the window around it stays.
 */
import { type ComponentType, lazy, type LazyExoticComponent, useEffect, useState } from 'react'
import { liveStore } from '../live/store.ts'
import { showToast } from '../ui/Toast.tsx'

type Load = () => Promise<unknown>

const loads = new Set<Load>()

/**
 * A component behind an import; it suspends while that is under way. `onMissing` leaves the place of a part that could
 * not be loaded; the next time it is drawn anew, it is tried again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  onMissing?: () => void,
): ComponentType<Props> {
  loads.add(load)

  const begin = (): LazyExoticComponent<ComponentType<Props>> =>
    lazy(async () => ({ default: await load().catch(() => Missing) }))

  const Missing = (): React.ReactNode => {
    useEffect(() => {
      part = begin()
      showToast({ kind: 'error', about: 'missing-part', title: missingText() })
      onMissing?.()
    }, [])
    return onMissing ? null : <p className="p-4 text-sm text-muted">{missingText()}</p>
  }

  let part = begin()
  return function Part(props: Props) {
    const [Loaded] = useState(() => part)
    // The props are those of the component that was loaded.
    return <Loaded {...(props as React.ComponentProps<typeof Loaded>)} />
  }
}

/** Loads every part, one after the other, those that become known meanwhile too; what fails is loaded when needed. */
export async function loadParts(): Promise<void> {
  for (const load of loads) await load().catch(() => {})
}

function missingText(): string {
  return liveStore.getState().phase === 'lost'
    ? 'This part could not be loaded: the connection is lost. Reload the window when it is back.'
    : 'This part could not be loaded. Reload the window.'
}
