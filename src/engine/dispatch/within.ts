/** Waiting that ends. */
import type { Clock } from '../clock.ts'

/** Settles with the promise, or after `ms`; which of both it was nobody is told. */
export async function within(promise: Promise<void>, ms: number, clock: Clock): Promise<void> {
  let callOff = (): void => {}
  const over = new Promise<void>((resolve) => {
    callOff = clock.after(ms, resolve)
  })
  await Promise.race([promise, over])
  callOff()
}
