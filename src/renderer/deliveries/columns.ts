/** The columns of the table, once for its head and its rows. They give way as the table gets narrow, the least needed first. */

/** Pixels; the virtualiser counts with it too. */
export const rowHeightPx = 30
export const headHeightPx = 28

export const columnsLook =
  'grid items-center gap-x-3 pr-4 pl-3 ' +
  'grid-cols-[14px_minmax(110px,1fr)_minmax(120px,1.4fr)_90px_104px_60px_84px] ' +
  '@max-[640px]:grid-cols-[14px_minmax(100px,1fr)_minmax(100px,1.2fr)_90px_64px_84px] ' +
  '@max-[500px]:grid-cols-[14px_minmax(90px,1fr)_minmax(80px,1fr)_64px_76px]'

/** Shown in a wide table only. */
export const wideOnly = '@max-[640px]:hidden'
/** Left out of the narrowest one. */
export const notNarrow = '@max-[500px]:hidden'
