/** Commands about queue files. */
import { Refusal } from '../../shared/result.ts'
import type { Handler } from '../context.ts'

export const exportQueue: Handler<'queue.export'> = () => {
  throw new Refusal('not_yet', 'Not yet.')
}
export const importQueue: Handler<'queue.import'> = () => {
  throw new Refusal('not_yet', 'Not yet.')
}
export const readImportReport: Handler<'import.report'> = () => {
  throw new Refusal('not_yet', 'Not yet.')
}
