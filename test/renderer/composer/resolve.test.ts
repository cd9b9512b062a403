import { describe, expect, it } from 'vitest'
import { type Draft, emptyDraft } from '../../../src/renderer/composer/draft.ts'
import { rowsOf } from '../../../src/renderer/composer/header-rows.ts'
import { copyOfDraft, sampleValues } from '../../../src/renderer/composer/draft-copy.ts'
import * as resolve from '../../../src/renderer/composer/resolve.ts'
import { defaultEndpointOptions, type EndpointOptions } from '../../../src/shared/endpoint.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'

const target = (options: Partial<EndpointOptions> = {}) => ({
  url: 'http://localhost:3000/hooks',
  options: { ...defaultEndpointOptions, ...options },
})
const draft: Draft = { ...emptyDraft, endpointIds: ['ep'], category: 'c' }

const resolveDraft = (typed: Draft, endpoint: Parameters<typeof resolve.resolveDraft>[1]) =>
  resolve.resolveDraft(copyOfDraft(typed, null, sampleValues()), endpoint)

describe('a draft at an endpoint', () => {
  it('is as the endpoint says', () => {
    const endpoint = target({
      method: 'PUT',
      bodyMode: 'raw',
      contentType: 'text/plain',
      headers: [['X-A', '1']],
    })
    expect(resolveDraft(draft, endpoint)).toMatchObject({
      url: endpoint.url,
      method: 'PUT',
      bodyMode: 'raw',
      contentType: 'text/plain',
      headers: [['X-A', '1']],
    })
  })

  it('is as the event says where it says something, header by header', () => {
    const own = { ...draft, method: 'PATCH', headers: rowsOf([['x-a', '2']]) }
    expect(
      resolveDraft(
        own,
        target({
          method: 'PUT',
          headers: [
            ['X-A', '1'],
            ['X-B', '3'],
          ],
        }),
      ),
    ).toMatchObject({
      method: 'PATCH',
      headers: expect.arrayContaining([
        ['X-B', '3'],
        ['x-a', '2'],
      ]) as unknown,
    })
  })

  it('goes to its own URL in the usual way without one', () => {
    const toUrl = { ...emptyDraft, url: 'http://localhost/' }
    expect(resolveDraft(toUrl, null)).toMatchObject({
      url: 'http://localhost/',
      method: 'POST',
      bodyMode: 'envelope',
      contentType: 'application/json',
    })
  })
})

it('finds what endpoints agree on', () => {
  expect(resolve.agreed([target(), target()], 'method')).toBe('POST')
  expect(resolve.agreed([target(), target({ method: 'PUT' })], 'method')).toBeNull()
  expect(resolve.agreed([], 'method')).toBeNull()
})

it('checks a payload as raw text only where every target sends it so', () => {
  const raw = target({ bodyMode: 'raw' })
  expect(resolve.checkedMode(draft, [raw, raw])).toBe('raw')
  expect(resolve.checkedMode(draft, [raw, target()])).toBe('envelope')
  expect(resolve.checkedMode({ ...draft, bodyMode: 'standard' }, [raw])).toBe('standard')
  expect(resolve.checkedMode(draft, [])).toBe('envelope')
})

it('fills the half of a policy that an endpoint leaves open from the settings', () => {
  const { retrySchedule } = defaultSettings
  expect(resolve.inheritedPolicy([target({ maxAttempts: 3 })], defaultSettings)).toEqual({
    retrySchedule,
    maxAttempts: 3,
  })
  expect(resolve.inheritedPolicy([target({ maxAttempts: 3 }), target()], defaultSettings)).toBeNull()
  expect(resolve.inheritedPolicy([], defaultSettings)).toMatchObject({ retrySchedule })
})
