import { expect, it } from 'vitest'
import { testSender } from './sending.ts'

it('a name that does not resolve: dns, with the name', async () => {
  // RFC 6761, section 6.4: never resolves.
  const attempt = await testSender().send('http://nobody.invalid/hooks')
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'dns', requestHead: '' })
  expect(attempt.errorMessage).toMatch(/^The name nobody\.invalid .*\.$/)
})
