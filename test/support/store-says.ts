/** Resolves when a question about a store is answered with true; it is asked after each of the store's changes. */
import type { StoreApi } from 'zustand'

export function storeSays(
  store: Pick<StoreApi<unknown>, 'subscribe'>,
  question: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    if (question()) return resolve()
    const stop = store.subscribe(() => {
      if (!question()) return
      stop()
      resolve()
    })
  })
}
