import { expect, test } from 'vitest'
import { testClock } from '../support/clock.ts'
import { serveEngine } from './real-setting.ts'
import { ask, command, serve } from './setting.ts'

const accept = 'application/problem+json'

test('a command that is refused keeps its shape, or is a problem where the request accepts one', async () => {
  const served = await serveEngine()
  const body = JSON.stringify({ url: 'ftp://x', category: '', data: '1' })
  const plain = await command(served, 'event.send', { body })
  expect([plain.status, JSON.parse(plain.text)]).toMatchObject([
    400,
    { ok: false, error: { code: 'url_invalid' } },
  ])
  for (const accepted of [accept, `application/json, ${accept};q=0.5`, accept.toUpperCase()]) {
    const answered = await command(served, 'event.send', { body, headers: { accept: accepted } })
    expect(answered.headers['content-type']).toBe(accept)
    expect([answered.status, JSON.parse(answered.text)]).toEqual([
      400,
      {
        type: '/problems/url_invalid',
        title: 'Url invalid',
        status: 400,
        detail: expect.stringContaining('http') as string,
        code: 'url_invalid',
        errors: [
          { code: 'url_invalid', detail: expect.any(String) as string, pointer: '#/url' },
          { code: 'category_invalid', detail: expect.any(String) as string, pointer: '#/category' },
        ],
      },
    ])
  }
})

test('a command that is done answers as ever, and "q=0" is no wish for problems', async () => {
  const served = await serveEngine()
  const done = await command(served, 'stats.get', { headers: { accept } })
  expect([done.status, JSON.parse(done.text)]).toMatchObject([200, { ok: true }])
  const refused = await command(served, 'no.such', { headers: { accept: `${accept};q=0` } })
  expect(JSON.parse(refused.text)).toMatchObject({ ok: false })
})

test.each([
  ['unknown_command', 404],
  ['delivery_unknown', 404],
  ['endpoint_unknown', 404],
  ['template_exists', 409],
  ['timeout', 504],
  ['storage_failed', 503],
  ['internal', 500],
  ['category_invalid', 400],
])('%s is a problem of the status %i', async (code, status) => {
  const served = await serve()
  const answered = await command(served, `refuse.${code}`, { headers: { accept } })
  expect([answered.status, JSON.parse(answered.text)]).toMatchObject([status, { code, status }])
})

test('without the token, with a foreign origin and at no address of ours it is a problem too', async () => {
  const served = await serve()
  const path = '/api/commands/stats.get'
  const nobody = await ask(served, { path, method: 'POST', headers: { accept } })
  expect(JSON.parse(nobody.text)).toMatchObject({ status: 401, code: 'unauthorized' })
  expect(nobody.headers['www-authenticate']).toBe('Bearer')
  const foreign = await command(served, 'stats.get', { headers: { accept, origin: 'https://evil.example' } })
  expect(JSON.parse(foreign.text)).toMatchObject({ status: 403, code: 'origin_refused' })
  const elsewhere = await command(served, '', { path: '/api/other', headers: { accept } })
  expect(JSON.parse(elsewhere.text)).toMatchObject({ status: 404, code: 'not_found' })
})

test('200 requests at once are taken, the next are told when to come again', async () => {
  const clock = testClock()
  const still = { ...clock, monotonicMs: () => clock.now() }
  const served = await serve({ clock: still, localApi: true })
  const statuses = async (times: number): Promise<number[]> => {
    const answers = await Promise.all(Array.from({ length: times }, () => command(served, 'stats.get')))
    return [...new Set(answers.map(({ status }) => status))]
  }
  expect(await statuses(200)).toEqual([200])
  const refused = await command(served, 'stats.get')
  expect([refused.status, refused.headers['retry-after'], JSON.parse(refused.text)]).toMatchObject([
    429,
    '1',
    { ok: false, error: { code: 'rate_limited' } },
  ])
  const problem = await command(served, '', { path: '/api/events' })
  expect([problem.status, problem.headers['content-type']]).toEqual([429, accept])
  // Whoever has no token takes nothing from those who have, and gets no further.
  expect((await ask(served, { path: '/api/events', method: 'POST' })).status).toBe(401)
  clock.advance(100)
  expect(await statuses(20)).toEqual([200])
  expect(await statuses(1)).toEqual([429])
  clock.advance(3_600_000)
  expect(await statuses(200)).toEqual([200])
  expect(await statuses(1)).toEqual([429])
  expect(served.engine.asked).toHaveLength(420)
})
