/** What the process ends with; 0 is success. Scripts rely on these. */
export const exitCodes = {
  error: 1,
  /** Nothing was tried: the command line itself is wrong. */
  usage: 2,
  /** `--wait` saw the delivery fail or be canceled. */
  waitFailed: 3,
} as const

/** The code of a `Refusal` that says that the command line is wrong. */
export const usageCode = 'usage'
