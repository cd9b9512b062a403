/** What an answer's text does not tell of its bytes can be asked for. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('says whether the text tells all of the bytes, and gives them', async () => {
  const bytes = Buffer.from([0, 0xff, 0xfe, 0x41])
  const receiver = await startReceiver({
    answers: [
      { status: 500, body: bytes },
      { status: 500, body: 'grün' },
      { status: 200, body: '€'.repeat(30_000) },
    ],
  })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['0s'] })
  const { attempts } = await engine.reaches(id, 'delivered')
  // The kept 64 KiB of the last one end within a sign.
  expect(attempts.map(({ responseIsText }) => responseIsText)).toEqual([false, true, true])
  const { base64 } = await engine.run('delivery.responseBytes', { id, attempt: 0 })
  expect(Buffer.from(base64, 'base64')).toEqual(bytes)
  expect(await engine.refused('delivery.responseBytes', { id, attempt: 3 })).toMatchObject({
    code: 'attempt_unknown',
  })
})
