/** What a reader of queue files found, in short. */
import type { FileDelivery, FileItem } from '../../../src/engine/queue-files/file-delivery.ts'

export function deliveriesOf(items: Iterable<FileItem>): FileDelivery[] {
  return [...items].map((item) => {
    if ('problem' in item) throw new Error(`${item.place} ${item.line}: ${item.problem.message}`)
    return item.delivery
  })
}

/** `2 url_invalid`, and for what was read `1 read`. */
export function outcomesOf(items: Iterable<FileItem>): string[] {
  return [...items].map((item) => `${item.line} ${'problem' in item ? item.problem.code : 'read'}`)
}

export function messageOf(items: Iterable<FileItem>): string {
  const [item] = items
  if (!item || !('problem' in item)) throw new Error('There is no problem.')
  return item.problem.message
}
