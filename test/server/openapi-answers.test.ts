/** What the document says of answers: what the types say, and what really comes. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { answersFile, makeAnswers } from '../../scripts/answers.ts'
import answers from '../../src/server/openapi/answers.json' with { type: 'json' }
import { openapiDocument } from '../../src/server/openapi/document.ts'
import { schemas } from '../../src/server/openapi/schemas.ts'
import { type CommandName, commands } from '../../src/shared/commands.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

test('the file is what the types say; `npm run answers` writes it anew', { timeout: 60_000 }, () => {
  expect(readFileSync(answersFile, 'utf8')).toBe(makeAnswers())
})

test('every command has an answer, and no shape takes the name of another', () => {
  expect(Object.keys(answers.commands)).toEqual(Object.keys(commands).sort())
  expect(Object.keys(answers.schemas).filter((name) => name in schemas)).toEqual([])
})

/** Throws where the answer of a command is not what the document says. */
function checkerOfAnswers(): (name: CommandName, value: unknown) => void {
  // OpenAPI's own words, such as `examples`, are none of JSON Schema's.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema(openapiDocument({ url: 'http://127.0.0.1:1', version: '0.0.0' }), 'document')
  return (name, value) => {
    const place = `document#/paths/~1api~1commands~1${name}/post/responses/200/content/application~1json/schema`
    const isRight = ajv.validate({ $ref: place }, { ok: true, value })
    expect(isRight, `${name}: ${ajv.errorsText()} in ${JSON.stringify(value)}`).toBe(true)
  }
}

test('the checker finds what is wrong', () => {
  const check = checkerOfAnswers()
  const changed = { changed: ['a'], refused: [], job: null }
  check('delivery.cancel', changed)
  expect(() => check('delivery.cancel', { ...changed, changed: [1] })).toThrow('must be string')
  expect(() => check('delivery.cancel', { refused: [] })).toThrow("must have required property 'changed'")
})

test('answers about a queue with deliveries of every kind are as described', async () => {
  const check = checkerOfAnswers()
  const receiver = await startReceiver({
    answers: [200, 500, { status: 429, headers: { 'retry-after': '5' } }],
  })
  const engine = startTestEngine()
  const ask = async (name: CommandName, input: object = {}): Promise<unknown> => {
    const answer = await engine.run(name, input)
    check(name, answer)
    return answer
  }
  const endpointId = await engine.endpoint(receiver.url, {
    rateLimit: { count: 100, perMs: 1_000 },
    breaker: { failures: 5, probeAfterMs: 60_000 },
    headers: [['X-A', '1']],
  })
  const draft = { fields: '{"a":1}', data: '{}' }
  await ask('template.save', { name: 'Order', draft })
  await ask('draft.save', { draft })
  await ask('view.save', {
    name: 'Failed',
    look: {
      filter: { states: ['failed'] },
      acceptedWithinMs: null,
      sort: { by: 'took', descending: true },
      columns: { hidden: ['took'], widths: { when: 90 } },
    },
  })
  const [delivered = '', failed = '', late = ''] = [
    ...(await engine.send({ endpointIds: [endpointId] })),
    ...(await engine.send({ endpointIds: [endpointId], maxAttempts: 1 })),
    ...(await engine.send({ endpointIds: [endpointId] })),
  ]
  const [refused = ''] = await engine.send({ url: 'http://127.0.0.1:1/', maxAttempts: 1 })
  const [scheduled = ''] = await engine.send({ url: receiver.url, sendAt: engine.clock.now() + 60_000 })
  for (const id of [delivered, failed, late, refused])
    await engine.reaches(id, 'delivered', 'failed', 'retrying')
  await ask('delivery.hold', { ids: [scheduled, delivered] })
  await ask('delivery.replay', { ids: [delivered], as: 'new' })
  await ask('delivery.replay', { filter: { states: ['failed'] }, rateLimit: { count: 10, perMs: 1_000 } })
  for (const id of [delivered, failed, late, refused, scheduled]) {
    await ask('delivery.show', { id })
    await ask('delivery.lineage', { id })
    await ask('delivery.body', { id })
  }
  await ask('delivery.bodyPart', { id: failed })
  await ask('delivery.responseBytes', { id: failed, attempt: 0 })
  await ask('delivery.list', {
    filter: { text: 'c', textIn: ['body'] },
    sort: { by: 'took', descending: true },
  })
  await ask('event.send', { url: receiver.url, category: 'c', data: '1' })
  await ask('endpoint.show', { id: endpointId })
  await ask('receiver.start')
  const answered = []
  for (const [name, { input }] of Object.entries(commands)) {
    // The one waits for a time that stands still here.
    if (name === 'queue.drain' || !input.safeParse({}).success) continue
    const answer = await engine.invoke(name, {})
    // Some want one of two things, and nothing was damaged here.
    if (!answer.ok) continue
    check(name as CommandName, answer.value)
    answered.push(name)
  }
  expect(answered.length).toBeGreaterThan(15)
})
