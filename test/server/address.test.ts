import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishAddress, readAddress, withdrawAddress } from '../../src/server/address.ts'
import { tempDir } from '../support/temp-dir.ts'

const address = { url: 'http://127.0.0.1:4711', token: 'a'.repeat(43), pid: process.pid }

test('what is published is read back, by its user alone, and withdrawn', async () => {
  const dir = tempDir()
  await publishAddress(dir, address)
  expect(await readAddress(dir)).toEqual(address)
  expect(statSync(join(dir, 'address.json')).mode & 0o777).toBe(0o600)
  await withdrawAddress(dir)
  expect(await readAddress(dir)).toBeNull()
  await withdrawAddress(dir)
  expect(readdirSync(dir)).toEqual([])
})

test('it tells in which host the window is, or nothing', async () => {
  const dir = tempDir()
  await publishAddress(dir, { ...address, host: 'electron' })
  expect(await readAddress(dir)).toEqual({ ...address, host: 'electron' })
  writeFileSync(join(dir, 'address.json'), JSON.stringify({ ...address, host: 'elsewhere' }))
  expect(await readAddress(dir)).toEqual(address)
})

test('publishing replaces what a killed run left, whole', async () => {
  const dir = tempDir()
  writeFileSync(join(dir, 'address.json'), '{"url":"http://127.0.0.1:1","tok', { mode: 0o644 })
  expect(await readAddress(dir)).toBeNull()
  await publishAddress(dir, address)
  expect(await readAddress(dir)).toEqual(address)
  expect(statSync(join(dir, 'address.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(dir)).toEqual(['address.json'])
})

test('what another process has published since is not withdrawn', async () => {
  const dir = tempDir()
  const other = { ...address, pid: process.pid + 1 }
  await publishAddress(dir, other)
  await withdrawAddress(dir)
  expect(await readAddress(dir)).toEqual(other)
})

test('a failed publication leaves no draft behind', async () => {
  const dir = tempDir()
  mkdirSync(join(dir, 'address.json'))
  await expect(publishAddress(dir, address)).rejects.toThrow()
  expect(readdirSync(dir)).toEqual(['address.json'])
})

test.each([
  { ...address, url: 'http://evil.example:80' },
  { ...address, url: 'http://127.0.0.1:1@evil.example' },
  { ...address, url: 'https://127.0.0.1:1' },
  { ...address, token: 'short' },
  { ...address, token: 'a\r\nb'.padEnd(43, 'a') },
  { ...address, pid: -1 },
  { ...address, pid: '1' },
  { url: address.url },
  null,
  [],
  'text',
])('a file with %j is no address', async (content) => {
  const dir = tempDir()
  writeFileSync(join(dir, 'address.json'), JSON.stringify(content))
  expect(await readAddress(dir)).toBeNull()
})
