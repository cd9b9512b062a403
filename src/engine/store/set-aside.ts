/**
 * A damaged database is set aside whole: renamed with its log beside it, never changed and never deleted. The queue then
 * begins anew, and remembers where the old one is until a person has dealt with it.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import type { Recovery } from '../../shared/model.ts'
import { suspicionFile } from './inspect.ts'

/** Moves the file and its companions; answers with where it is now. Throws the system's error when it cannot be moved. */
export function setAside(file: string, { reason, now }: { reason: string; now: number }): Recovery {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const aside = freeName(`${file}.damaged-${stamp}`)
  // The log first: a database without it is whole, only older; the other way round it would be taken for the new one's.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  }
  rmSync(suspicionFile(file), { force: true })
  return { file: aside, reason, at: now }
}

function freeName(name: string): string {
  let free = name
  for (let number = 2; existsSync(free); number += 1) free = `${name}-${number}`
  return free
}
