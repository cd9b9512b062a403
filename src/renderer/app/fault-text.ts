/**
 * Why the queue cannot be written, from the message of the database or the system, in words and with what to do. All of
 * it goes on by itself when the cause is gone; nothing that was accepted is lost meanwhile.
 */

interface FaultText {
  what: string
  todo: string
}

/** The first that fits. SQLite says `readonly` too where its file was moved or removed under it. */
const faults: readonly [pattern: RegExp, text: FaultText][] = [
  [
    /disk is full|ENOSPC|no space left|EDQUOT|quota/i,
    { what: 'The disk is full', todo: 'Make room on the disk of the data folder.' },
  ],
  [
    /readonly|read-only|EROFS/i,
    {
      what: 'The database cannot be written: it is read-only, or its file was moved or removed',
      todo: 'Make the data folder writable and put the file back, or start Webhook Dispatcher anew.',
    },
  ],
  [
    /ENOENT|no such file|unable to open/i,
    {
      what: 'The database file is gone',
      todo: 'Put the data folder back where it was, or start Webhook Dispatcher anew.',
    },
  ],
  [
    /EACCES|EPERM|permission/i,
    {
      what: 'The database may not be written',
      todo: 'Give this user the right to write to the data folder.',
    },
  ],
  [
    /locked|busy/i,
    {
      what: 'Another program has locked the database',
      todo: 'Close the program that has it open for writing.',
    },
  ],
  [
    /I\/O error|input\/output|EIO/i,
    {
      what: 'The disk answers with errors',
      todo: 'Check the disk and its connection, and keep a copy of the data folder.',
    },
  ],
]

const unknown: FaultText = {
  what: 'The queue cannot be written',
  todo: 'The log says more.',
}

/** What happened, what that means, what to do; and the message itself for whoever wants to look it up. */
export function faultText(message: string): { text: string; detail: string } {
  const { what, todo } = faults.find(([pattern]) => pattern.test(message))?.[1] ?? unknown
  return {
    text: `${what}. Nothing is sent or accepted meanwhile, and nothing that was accepted is lost. ${todo} It goes on by itself then.`,
    detail: message,
  }
}
