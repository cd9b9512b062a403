/** What is no way to say it, of `export` and `import`, before anything is opened; and what cannot be a file to read. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { oneMapping } from '../../src/cli/commands/import.ts'
import { createOutput } from '../../src/cli/output.ts'
import { createProgram } from '../../src/cli/program.ts'
import { tempDir } from '../support/temp-dir.ts'

async function refusal(args: string[], dataDir = join(tempDir(), 'data')): Promise<unknown> {
  const home = pathToFileURL(`${tempDir()}/`)
  const program = createProgram({ home, version: '0', output: createOutput({ json: false }) })
  const error: unknown = await program
    .parseAsync(['--data-dir', dataDir, ...args], { from: 'user' })
    .catch((reason: unknown) => reason)
  expect(existsSync(dataDir), 'the queue was not opened').toBe(false)
  return error
}

it.each([
  ['two targets', ['--to', 'http://x', '--endpoint', 'shop']],
  ['held and sent', ['--held', '--send']],
  ['a mapping to nowhere', ['--map', 'https://shop.example']],
  ['a choice that is none', ['--on-conflict', 'replace']],
])('import: %s', async (_what, args) => {
  expect(await refusal(['import', 'queue.jsonl', ...args])).toMatchObject({
    code: expect.stringMatching(/^commander\./) as string,
  })
})

it('refuses a format and an ending that it does not know', async () => {
  expect(await refusal(['export', 'queue.jsonl', '--format', 'xml'])).toMatchObject({
    code: expect.stringMatching(/^commander\./) as string,
  })
  expect(await refusal(['export', 'queue.foo'])).toMatchObject({ code: 'usage' })
})

it('refuses what is no file before the queue is opened', async () => {
  const place = tempDir()
  expect(await refusal(['import', place])).toMatchObject({
    code: 'file_unreadable',
    message: `${place} cannot be read: it is a folder.`,
  })
  expect(await refusal(['import', join(place, 'none')])).toMatchObject({ code: 'file_unreadable' })
})

it('splits a mapping at the first sign', () => {
  expect(oneMapping('https://a.example=http://b/?x=1', [{ origin: 'o', to: 't' }])).toEqual([
    { origin: 'o', to: 't' },
    { origin: 'https://a.example', to: 'http://b/?x=1' },
  ])
})
