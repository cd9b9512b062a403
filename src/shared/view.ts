/** Saved views: what the deliveries' table shows, under a name. Columns are the window's; the engine keeps them as they came. */
import { z } from 'zod'
import { filterSchema, sortSchema } from './filter.ts'
import { count, idSchema } from './input-parts.ts'
import { longestViewName } from './limits.ts'

const columnName = z.string().regex(/^[a-zA-Z]{1,30}$/)

const lookSchema = z.strictObject({
  filter: filterSchema,
  /** `acceptedFrom` is so long before the view is opened; null: as it stands in the filter. Milliseconds. */
  acceptedWithinMs: count(1, 366 * 24 * 3_600_000)
    .nullable()
    .default(null),
  sort: sortSchema,
  columns: z.strictObject({
    hidden: z.array(columnName).max(50),
    /** Pixels; those that were never sized are left out. */
    widths: z.record(columnName, count(20, 4_000)),
  }),
})
export type Look = z.infer<typeof lookSchema>

export interface View {
  id: string
  name: string
  look: Look
}

export const saveViewSchema = z.strictObject({
  /** Changes this one; a new one without. */
  id: idSchema.optional(),
  name: z.string().trim().min(1, 'Give the view a name.').max(longestViewName).optional(),
  look: lookSchema.optional(),
})
