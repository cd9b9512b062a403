import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folderToken } from '../../src/server/folder-token.ts'
import { tempDir } from '../support/temp-dir.ts'

it('is the same after a restart, and readable by its user only', async () => {
  const dataDir = tempDir()
  const token = await folderToken(dataDir)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(await folderToken(dataDir)).toBe(token)
  expect(statSync(join(dataDir, 'token')).mode & 0o077).toBe(0)
})

it('is made anew where what is kept is none', async () => {
  const dataDir = tempDir()
  writeFileSync(join(dataDir, 'token'), 'secret\n')
  expect(await folderToken(dataDir)).toMatch(/^[\w-]{43}$/)
})

it('is good for one run where the folder keeps nothing', async () => {
  const nowhere = join(tempDir(), 'missing')
  expect(await folderToken(nowhere)).not.toBe(await folderToken(nowhere))
})
