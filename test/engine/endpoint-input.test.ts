/** What commands of endpoints, and events to endpoints, are refused for: with a code and a field, and nothing changes. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'

const url = 'http://127.0.0.1:1/hooks'
const event = { category: 'c', data: '{}' }

it.each([
  [
    'a retry schedule without units',
    { retrySchedule: ['5s', '10'] },
    ['duration_invalid', 'options.retrySchedule.1'],
  ],
  ['a method in small letters', { method: 'post' }, ['method_invalid', 'options.method']],
  ['a header with a newline', { headers: [['x', 'a\nb']] }, ['header_invalid', 'options.headers.0.1']],
  ['a jitter above 50 %', { jitterPercent: 51 }, ['count_invalid', 'options.jitterPercent']],
  ['no concurrency at all', { concurrency: 0 }, ['count_invalid', 'options.concurrency']],
  ['a timeout below a second', { requestTimeoutMs: 999 }, ['count_invalid', 'options.requestTimeoutMs']],
  [
    'a rate of nothing',
    { rateLimit: { count: 0, perMs: 1_000 } },
    ['count_invalid', 'options.rateLimit.count'],
  ],
  [
    'a rate per hour',
    { rateLimit: { count: 1, perMs: 3_600_000 } },
    ['invalid_input', 'options.rateLimit.perMs'],
  ],
  [
    'a breaker that opens at once',
    { breaker: { failures: 0, probeAfterMs: 1_000 } },
    ['count_invalid', 'options.breaker.failures'],
  ],
  ['a body mode that is none', { bodyMode: 'xml' }, ['invalid_input', 'options.bodyMode']],
  ['an option that is none', { speed: 1 }, ['invalid_input', 'options']],
])('%s', async (_what, options, [code, field]) => {
  const engine = startTestEngine()
  const saved = await engine.run('endpoint.save', { name: 'A', url })
  const failure = await engine.refused('endpoint.save', { id: saved.id, name: 'B', options })
  expect(failure).toMatchObject({ code, details: { field } })
  expect(await engine.run('endpoint.show', { id: saved.id })).toEqual(saved)
})

it.each([
  ['endpoint.save', { id: 'nobody', name: 'A' }, ['endpoint_unknown', 'id']],
  ['endpoint.delete', { id: 'nobody' }, ['endpoint_unknown', 'id']],
  ['endpoint.pause', { id: 'nobody' }, ['endpoint_unknown', 'id']],
  ['endpoint.resume', { id: 'nobody' }, ['endpoint_unknown', 'id']],
  ['endpoint.save', { name: 'A' }, ['url_invalid', 'url']],
  ['endpoint.save', { name: ' ', url }, ['invalid_input', 'name']],
  ['endpoint.save', { name: 'A', url: 'localhost:3000' }, ['url_invalid', 'url']],
  ['event.send', { ...event, endpointIds: ['nobody'] }, ['endpoint_unknown', 'endpointIds.0']],
  ['event.send', { ...event, endpointIds: [] }, ['invalid_input', 'endpointIds']],
  ['event.send', { ...event, url, endpointIds: ['a'] }, ['target_invalid', 'url']],
  ['event.send', event, ['target_invalid', 'url']],
])('%s %j', async (name, input, [code, field]) => {
  const engine = startTestEngine()
  expect(await engine.refused(name, input)).toMatchObject({ code, details: { field } })
  expect((await engine.run('endpoint.list', {})).endpoints).toEqual([])
})
