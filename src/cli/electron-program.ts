/**
 * How the desktop application of a process was started, so that it can be started once more: the second start gives what it
 * was asked for to the first one and ends. Linux alone tells it of a process.
 */
import { readFile, readlink } from 'node:fs/promises'

export interface StartedAs {
  program: string
  args: string[]
  /** What its relative paths are relative to. */
  folder: string
  /** Its display too, which a terminal from elsewhere has not. */
  env: Record<string, string>
}

/** Null where the system does not tell, or the process has gone. */
export async function startOf(pid: number): Promise<StartedAs | null> {
  try {
    const [program, folder] = await Promise.all(
      ['exe', 'cwd'].map((name) => readlink(`/proc/${pid}/${name}`)),
    )
    const [line = '', environment = ''] = await Promise.all(
      ['cmdline', 'environ'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    )
    if (program === undefined || folder === undefined) return null
    return { program, folder, args: argumentsOf(line), env: environmentOf(environment) }
  } catch {
    return null
  }
}

/** Without the program's name, and without what an earlier start was asked to show. */
export function argumentsOf(commandLine: string): string[] {
  const words = commandLine.split('\0').slice(1, -1)
  return words.filter((word) => !word.startsWith('--show='))
}

/** `A=1`, each ended by a zero byte. */
export function environmentOf(text: string): Record<string, string> {
  const pairs = text.split('\0').flatMap((line): [string, string][] => {
    const sign = line.indexOf('=')
    return sign < 1 ? [] : [[line.slice(0, sign), line.slice(sign + 1)]]
  })
  return Object.fromEntries(pairs)
}
