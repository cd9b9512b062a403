/** The columns of the table, once for its head and its rows. They give way as the table gets narrow, the least needed first. */

/** Pixels; the virtualiser counts with it too. */
export const rowHeightPx = 30
export const headHeightPx = 28

export const columnsLook =
  'grid items-center gap-x-3 pr-4 pl-3 ' +
  'grid-cols-[14px_minmax(0,1fr)_minmax(0,1.4fr)_90px_112px_56px_88px] ' +
  '@max-[720px]:grid-cols-[14px_minmax(0,1fr)_minmax(0,1.1fr)_90px_88px_88px] ' +
  '@max-[540px]:grid-cols-[14px_minmax(0,1.1fr)_minmax(0,1fr)_64px_92px] ' +
  '@max-[360px]:grid-cols-[14px_minmax(0,1fr)_56px_88px] @max-[540px]:gap-x-2'

/** Shown in a wide table only. */
export const wideOnly = '@max-[720px]:hidden'
/** Left out of the narrowest one. */
export const notNarrow = '@max-[540px]:hidden'
/** Left out where there is room for one text only. */
export const notTiny = '@max-[360px]:hidden'
