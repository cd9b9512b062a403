/** A shell script with curl commands in it, or one that was copied somewhere: each command is a delivery. */
import { readCurlWords } from '../../shared/curl-command.ts'
import { Refusal } from '../../shared/result.ts'
import type { FileItem } from './file-delivery.ts'
import { problemItem, requestItem } from './request-item.ts'
import { type ShellCommand, shellCommands } from './shell-script.ts'

/** Refuses with `file_invalid` a text without any. Other commands of the script are passed over. */
export function* readCurlScript(text: string): Generator<FileItem> {
  let found = 0
  for (const command of shellCommands(text.replace(/^\uFEFF/, ''))) {
    const place = { line: command.line, place: 'line' }
    if (!command.words) {
      if (found === 0 && !/\bcurl\b/.test(text)) break
      found += 1
      const message =
        'A quote or a here-document that begins here is not closed, so nothing from here on can be read.'
      yield problemItem(place, { code: 'curl_invalid', message })
      continue
    }
    const words = curlWords(command.words)
    if (!words) continue
    found += 1
    yield itemOf({ ...command, words })
  }
  if (found === 0) throw new Refusal('file_invalid', 'There is no curl command in this file.')
}

/** What may stand before a command: a copied prompt, a variable for it, words of the shell. */
const before = /^(?:\$|\w+=[^]*|\{|\(|!|do|then|else|time|exec|command|sudo|nohup|env)$/

/** Behind `curl`; null for another command. */
function curlWords(words: readonly string[]): string[] | null {
  const at = words.findIndex((word) => !before.test(word))
  return /(?:^|[\\/])curl(?:\.exe)?$/.test(words[at] ?? '') ? words.slice(at + 1) : null
}

function itemOf({ line, words, stdin, expands }: ShellCommand): FileItem {
  const place = { line, place: 'line' }
  const problem = (message: string): FileItem => problemItem(place, { code: 'curl_invalid', message })
  if (expands.length > 0) {
    const names = [...new Set(expands)].slice(0, 3).join(', ')
    return problem(
      `The command uses ${names}, which only the shell can fill in. Write down what it stands for.`,
    )
  }
  const reading = readCurlWords({ words, stdin })
  if (!reading.ok) return problem(reading.message)
  if (reading.missing.length > 0) {
    const parts = reading.missing.map((part) => (part.length > 80 ? `${part.slice(0, 80)}…` : part))
    return problem(`Of this command has no place in a delivery: ${parts.slice(0, 3).join(', ')}.`)
  }
  return requestItem({ ...reading.request, createdAt: null, name: null }, place)
}
