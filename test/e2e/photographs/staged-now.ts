/** The moment that is photographed, in epoch ms. */
export const stagedNow = Date.UTC(2026, 0, 14, 11, 30)
