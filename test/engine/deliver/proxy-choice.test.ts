import { expect, it } from 'vitest'
import { proxyChoice } from '../../../src/engine/deliver/proxy.ts'

const proxy = 'http://proxy.example:3128'
const choose = (url: string, env: Record<string, string>, setting = ''): string | null =>
  proxyChoice({ setting, env })(new URL(url))

it('the environment has one for each scheme, and one for all', () => {
  const env = { HTTP_PROXY: 'http://a', https_proxy: 'http://b' }
  expect(choose('http://x.example/', env)).toBe('http://a')
  expect(choose('https://x.example/', env)).toBe('http://b')
  expect(choose('https://x.example/', { HTTP_PROXY: 'http://a' })).toBeNull()
  expect(choose('https://x.example/', { HTTP_PROXY: 'http://a', ALL_PROXY: 'http://c' })).toBe('http://c')
  expect(choose('http://x.example/', {})).toBeNull()
})

it('of both cases the lower one wins', () => {
  expect(choose('http://x.example/', { http_proxy: 'http://low', HTTP_PROXY: 'http://up' })).toBe(
    'http://low',
  )
})

it('the setting wins over the environment, for both schemes', () => {
  const env = { HTTP_PROXY: 'http://a', HTTPS_PROXY: 'http://b' }
  expect(choose('http://x.example/', env, proxy)).toBe(proxy)
  expect(choose('https://x.example/', env, proxy)).toBe(proxy)
})

it('off is off', () => {
  expect(choose('http://x.example/', { HTTP_PROXY: 'http://a' }, 'off')).toBeNull()
})

it.each([
  ['*', 'http://x.example/', true],
  ['x.example', 'http://x.example/', true],
  ['X.Example', 'http://x.example/', true],
  ['x.example', 'http://a.x.example/', true],
  ['.x.example', 'http://a.x.example/', true],
  ['.x.example', 'http://x.example/', true],
  ['*.x.example', 'http://a.x.example/', true],
  ['x.example', 'http://notx.example/', false],
  ['x.example', 'http://x.example.com/', false],
  ['a.example, x.example', 'http://x.example/', true],
  ['a.example  x.example', 'http://x.example/', true],
  ['x.example:8080', 'http://x.example:8080/', true],
  ['x.example:8080', 'http://x.example/', false],
  ['x.example:443', 'https://x.example/', true],
  ['x.example:80', 'http://x.example/', true],
  ['192.0.2.1', 'http://192.0.2.1/', true],
  ['192.0.2.1', 'http://192.0.2.11/', false],
  ['192.0.2.1:81', 'http://192.0.2.1:81/', true],
  ['192.0.2.0/24', 'http://192.0.2.200/', true],
  ['192.0.2.0/24', 'http://192.0.3.1/', false],
  ['192.0.2.0/99', 'http://192.0.2.1/', false],
  ['10.0.0.0/8', 'http://x.example/', false],
  ['2001:db8::1', 'http://[2001:db8::1]/', true],
  ['[2001:db8::1]:81', 'http://[2001:db8::1]:81/', true],
  ['2001:db8::/32', 'http://[2001:db8:1::5]/', true],
  ['', 'http://x.example/', false],
  [',. ,', 'http://x.example/', false],
])('NO_PROXY %j and %s: direct is %s', (exceptions, url, direct) => {
  expect(choose(url, { ALL_PROXY: proxy, NO_PROXY: exceptions })).toBe(direct ? null : proxy)
  expect(choose(url, { no_proxy: exceptions }, proxy)).toBe(direct ? null : proxy)
})
