import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { findRunningApplication } from '../../src/cli/running-application.ts'
import { publishAddress } from '../../src/server/address.ts'
import { tempDir } from '../support/temp-dir.ts'

test('an application that is asked too much at once is there all the same, and is asked again', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const isBusy = asked.length % 2 === 1
    response.writeHead(isBusy ? 429 : 200, { 'content-type': 'application/json' })
    const error = { code: 'rate_limited', message: 'Too many requests at once.' }
    response.end(JSON.stringify(isBusy ? { ok: false, error } : { ok: true, value: asked.length }))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  const dataDir = tempDir()
  const { port } = server.address() as AddressInfo
  await publishAddress(dataDir, { url: `http://127.0.0.1:${port}`, token: 'a'.repeat(43), pid: process.pid })
  const application = await findRunningApplication(dataDir)
  expect(await application?.invoke('stats.get', {})).toEqual({ ok: true, value: 4 })
  expect(asked.map((path) => path.slice('/api/commands/'.length))).toEqual([
    'delivery.list',
    'delivery.list',
    'stats.get',
    'stats.get',
  ])
})
