/** A question before what cannot be undone. Only a person at a terminal is asked; a script says `--yes`. */
import { createInterface } from 'node:readline/promises'

export interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  output: NodeJS.WritableStream & { isTTY?: boolean }
}

/** The answer goes elsewhere, so the question is on standard error. */
const terminal = (): Terminal => ({ input: process.stdin, output: process.stderr })

export function canAsk({ input, output } = terminal()): boolean {
  return input.isTTY === true && output.isTTY === true
}

/** False unless the answer is yes. */
export async function confirmed(question: string, { input, output } = terminal()): Promise<boolean> {
  const asking = createInterface({ input, output })
  const closed = Promise.withResolvers<string>()
  // Ctrl C and Ctrl D are no.
  asking.once('SIGINT', () => asking.close())
  asking.once('close', () => closed.resolve(''))
  const answer = await Promise.race([asking.question(`${question} [y/N] `), closed.promise])
  asking.close()
  return /^y(?:es)?$/i.test(answer.trim())
}
