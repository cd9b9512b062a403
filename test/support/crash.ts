/** Starts an application that works, and kills it at a moment of the test's choosing. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'
import type { CrashWork } from './crash-child.ts'

/**
 * Kills it with the line after which so many events were accepted; 0 kills it with its first word. Answers with the ids
 * of the events that were accepted: those that it was told of before it died.
 */
export async function runAndKill(work: CrashWork, after: number): Promise<string[]> {
  const file = join(import.meta.dirname, 'crash-child.ts')
  const child = spawn(process.execPath, [file, JSON.stringify(work)], { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const accepted: string[] = []
  const ended = once(child, 'close')
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line !== 'ready') accepted.push(line)
    if (accepted.length >= after) child.kill('SIGKILL')
  })
  await ended
  expect(child.signalCode).toBe('SIGKILL')
  return accepted
}
