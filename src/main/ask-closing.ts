/** The question before the window closes on a queue with work: native, so that a page that hangs cannot hold it up. */
import { type BrowserWindow, dialog } from 'electron'
import type { ClosingAnswer } from './closing.ts'

const choices = ['background', 'quit', 'cancel'] as const

export async function askClosing(window: BrowserWindow | null, waiting: number): Promise<ClosingAnswer> {
  const question = {
    type: 'question' as const,
    message: 'Keep sending in the background?',
    detail:
      `${waitingText(waiting)} In the background, sending goes on under an icon in the tray; where the desktop ` +
      'shows none, start Webhook Dispatcher again to get the window back. After quitting, it goes on at the next start.',
    buttons: ['Keep Sending', 'Quit Now', 'Cancel'],
    defaultId: choices.indexOf('background'),
    cancelId: choices.indexOf('cancel'),
    checkboxLabel: 'Remember this (the settings can change it)',
    checkboxChecked: true,
    noLink: true,
  }
  const { response, checkboxChecked } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question))
  return { choice: choices[response] ?? 'cancel', remember: checkboxChecked }
}

function waitingText(waiting: number): string {
  if (waiting === 0) return 'Work on many deliveries is still under way.'
  return waiting === 1
    ? 'One delivery is not done yet.'
    : `${waiting.toLocaleString('en')} deliveries are not done yet.`
}
