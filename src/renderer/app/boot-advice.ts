/** What to do about an error that keeps the window from starting, by its code. The engine's sentence stands above it. */

interface Advice {
  title: string
  steps: string[]
}

const advice: Readonly<Record<string, Advice>> = {
  data_folder_owned: {
    title: 'The data folder is in use',
    steps: [
      'Another Webhook Dispatcher has it open: use that window, or quit it and try again.',
      'To work beside it, start with another folder: --data-dir DIR.',
    ],
  },
  data_folder_unwritable: {
    title: 'The data folder cannot be written',
    steps: [
      'Check that the folder exists, that it is yours, and that the disk is not full or read-only.',
      'Or start with another folder: --data-dir DIR.',
    ],
  },
  database_newer: {
    title: 'The database is from a newer version',
    steps: [
      'Start the newer Webhook Dispatcher that wrote it; this one leaves the file untouched.',
      'Or start with another folder: --data-dir DIR.',
    ],
  },
  database_damaged: {
    title: 'The database is damaged and could not be set aside',
    steps: [
      'A damaged database is renamed and the queue begins anew; here that failed, and nothing was changed.',
      'Check that the data folder can be written, and try again. Or move the database files away yourself: keep them, they may hold what can be brought back.',
    ],
  },
  database_foreign: {
    title: 'The database belongs to another program',
    steps: ['Nothing was changed. Start with another folder: --data-dir DIR.'],
  },
  engine_unavailable: {
    title: 'The engine does not run',
    steps: [
      'The queue is kept on disk. Try again; the log file in the data folder says more.',
      'If it stays like this, quit Webhook Dispatcher and start it anew.',
    ],
  },
  disconnected: {
    title: 'Not connected',
    steps: [
      'Check that Webhook Dispatcher still runs where it was started; the connection is tried again by itself.',
      'After a restart its address is another one: open the one that it printed, with its token.',
    ],
  },
  unauthorized: {
    title: 'The token is missing or old',
    steps: [
      'The token is the part after #token= of the address, which stands where Webhook Dispatcher was started.',
      'After a restart both are new.',
    ],
  },
}

const unknown: Advice = {
  title: 'Webhook Dispatcher could not start',
  steps: ['Try again. If it stays like this, look into the log file in the data folder.'],
}

export function adviceFor(code: string): Advice {
  return Object.hasOwn(advice, code) ? (advice[code] ?? unknown) : unknown
}
