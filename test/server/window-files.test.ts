import { expect, test } from 'vitest'
import { windowFile } from '../../src/server/window-files.ts'
import { ask, builtWindow, serve } from './setting.ts'

test('the page comes without a token, under a strict policy with a nonce of its own', async () => {
  const served = await serve({ windowDir: builtWindow() })
  const pages = [await ask(served, { path: '/' }), await ask(served, { path: '/index.html?x=1' })]
  const nonces = pages.map(({ text }) => /content="([^"]+)"/.exec(text)?.[1] ?? '')
  expect(nonces[0]).toMatch(/^[\w+/]{22}==$/)
  expect(nonces[0]).not.toBe(nonces[1])
  for (const [index, page] of pages.entries()) {
    expect(page.status).toBe(200)
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    const sockets = `ws://127.0.0.1:${served.port} ws://localhost:${served.port}`
    expect(page.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonces[index]}'; img-src 'self' data:; ` +
        `font-src 'self'; connect-src 'self' ${sockets}; base-uri 'none'; form-action 'none'; ` +
        `frame-ancestors 'none'; require-trusted-types-for 'script'`,
    )
  }
})

test('an asset comes with its type and its length', async () => {
  const served = await serve({ windowDir: builtWindow() })
  const script = await ask(served, { path: '/assets/index-1a2b.js' })
  expect([script.status, script.text]).toEqual([200, 'export const one = 1\n'])
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
  const head = await ask(served, { path: '/assets/index-1a2b.js', method: 'HEAD' })
  expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '21', ''])
})

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/assets/../../secret.json',
  '/assets/..%2f..%2fsecret.json',
  '/..\\secret.json',
  '/../renderer-secret.json',
  '/%00index.html',
  '/index.html%00.js',
  '/%',
  '/%ff',
  '/assets',
  '/assets/',
  '/notes.exe',
  '/missing.js',
  '//etc/passwd',
])('%s gives nothing out', async (path) => {
  const served = await serve({ windowDir: builtWindow() })
  const answered = await ask(served, { path })
  expect(answered.status).toBe(404)
  expect(answered.text).not.toContain('secret')
})

test('a target that is a whole URL is no path', async () => {
  const served = await serve({ windowDir: builtWindow() })
  expect((await ask(served, { path: `${served.server.url}/../secret.json` })).status).toBe(404)
})

test('the icon that browsers ask for unasked is no error', async () => {
  const served = await serve({ windowDir: builtWindow() })
  expect((await ask(served, { path: '/favicon.ico' })).status).toBe(204)
})

test('files are read only, and there are none without a built window', async () => {
  const served = await serve({ windowDir: builtWindow() })
  const posted = await ask(served, { path: '/', method: 'POST' })
  expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET, HEAD'])
  expect((await ask(await serve(), { path: '/' })).status).toBe(404)
})

test('for a scheme of its own the page connects to nothing besides itself', async () => {
  const { headers } = await windowFile(builtWindow(), '/index.html')
  expect(headers['content-security-policy']).toContain("connect-src 'self';")
})
