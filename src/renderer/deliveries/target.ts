/** Which deliveries a dialog is about: named ones, or all that a filter finds. */
import type { DeliveryFilter } from '../../shared/commands.ts'
import type { BulkCount } from './bulk.ts'

/** `count` is null until it is known. */
export type Target = { ids: string[] } | { filter: DeliveryFilter; count: BulkCount | null }
