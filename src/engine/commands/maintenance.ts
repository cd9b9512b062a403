/** Commands about the files of the data folder. */
import type { Handler } from '../context.ts'

export const readLog: Handler<'log.read'> = ({ lines }, { readLog }) => ({ lines: readLog(lines) })

export const compactDatabase: Handler<'database.compact'> = async (_input, { dispatcher, store }) => {
  // After the turn in which it would be asked for: a transaction cannot be open.
  await dispatcher.write(() => {})
  store.compact()
  return { databaseBytes: store.sizeBytes(), freeBytes: store.freeBytes() }
}
