/** Exports and imports of test engines, waited for. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CommandInput } from '../../../src/shared/commands.ts'
import type { Job } from '../../../src/shared/job.ts'
import type { ImportReport } from '../../../src/shared/queue-file.ts'
import { startTestEngine, type TestEngine } from '../engine.ts'
import { tempDir } from '../temp-dir.ts'

/** Answers with the bytes of the file. */
export async function exported(
  engine: TestEngine,
  choices: Partial<CommandInput<'queue.export'>> = {},
): Promise<Buffer> {
  const file = choices.file ?? join(tempDir(), 'queue.jsonl')
  const job = await engine.jobEnds((await engine.run('queue.export', { ...choices, file })).id)
  expect(job).toMatchObject({ kind: 'export', state: 'done', message: null })
  return readFileSync(file)
}

export function writtenFile(content: string | Buffer, name = 'queue.jsonl'): string {
  const file = join(tempDir(), name)
  writeFileSync(file, content)
  return file
}

export async function imported(
  engine: TestEngine,
  input: CommandInput<'queue.import'>,
): Promise<{ job: Job; report: ImportReport }> {
  const { id } = await engine.run('queue.import', input)
  // A step may change nothing, and then no batch of the feed tells of its end.
  const job = await engine.run('job.wait', { id })
  return { job, report: await engine.run('import.report', { jobId: id }) }
}

/** A paused one, so that everything stays as it came in. */
export async function pausedEngine(): Promise<TestEngine> {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  return engine
}
