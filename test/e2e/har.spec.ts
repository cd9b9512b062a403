/** Chromium answers requests from an exported HAR file, so it reads what stands in one; electron-har.spec.ts looks at one. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeHar } from '../../src/engine/queue-files/write-har.ts'
import { exportedAttempt, written } from '../support/queue-files/exported.ts'
import { expect, test } from './fixture.ts'

test('a browser answers from an exported file', async ({ chrome, dataDir }) => {
  const file = join(dataDir, 'queue.har')
  const page = exportedAttempt({
    requestHead: 'GET /page HTTP/1.1\r\nhost: shop.example\r\n\r\n',
    responseHead: 'HTTP 200\r\ncontent-type: text/html; charset=utf-8\r\n',
    responseBody: Buffer.from('<h1>Zoë</h1>'),
  })
  const answer = exportedAttempt({ statusCode: 422, responseBody: Buffer.from([0, 0xff, 1]) })
  const deliveries = [
    { url: 'http://shop.example/page', method: 'GET', data: '', attempts: [page] },
    { url: 'http://shop.example/hooks?a=1', data: '{"a":"it\'s"}', attempts: [answer] },
  ]
  writeFileSync(file, written(writeHar({ version: '1.0.0' }), deliveries))

  if (!chrome) throw new Error('This needs the project `browser`.')
  const context = await chrome.newContext()
  await context.routeFromHAR(file, { notFound: 'abort' })
  const tab = await context.newPage()
  await tab.goto('http://shop.example/page')
  await expect(tab.getByRole('heading')).toHaveText('Zoë')
  const answered = await tab.evaluate(async () => {
    const response = await fetch('/hooks?a=1', { method: 'POST', body: '{"a":"it\'s"}' })
    return [response.status, ...new Uint8Array(await response.arrayBuffer())]
  })
  expect(answered).toEqual([422, 0, 255, 1])
  await context.close()
})
