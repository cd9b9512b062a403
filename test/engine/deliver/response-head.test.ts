import { expect, it } from 'vitest'
import { parseHead } from '../../../src/engine/deliver/request-head.ts'
import { answering, rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

async function headOf(answer: string): Promise<string> {
  const server = await rawServer(answering(answer))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
  return attempt.responseHead
}

it('is the status and a line a header, as they came', async () => {
  const lines = 'X-One: 1\r\nx-two: 2 and\t2\r\nX-One: \xe9\r\nContent-Length: 0\r\n'
  expect(await headOf(`HTTP/1.1 200 Whatever\r\n${lines}\r\n`)).toBe(`HTTP 200\r\n${lines}`)
})

it('odd spacing is no part of a value', async () => {
  const head = await headOf('HTTP/1.1 200 OK\r\nA:1\r\nB:  \t2 \t \r\nC:\r\nContent-Length:0\r\n\r\n')
  expect(parseHead(head)).toEqual([
    ['A', '1'],
    ['B', '2'],
    ['C', ''],
    ['Content-Length', '0'],
  ])
})

it('an answer without headers has only its status', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\n\r\n', (socket) => socket.end()))
  const { responseHead } = await testSender().send(`http://${server.host}/`)
  expect(responseHead).toBe('HTTP 200\r\n')
  expect(parseHead(responseHead)).toEqual([])
})

it('a folded line is refused: it is obsolete, and readers disagree on what it means', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\nX-Folded: one\r\n two\r\n\r\n'))
  expect(await testSender().send(`http://${server.host}/`)).toMatchObject({ errorCode: 'protocol' })
})

it('a head that comes byte by byte is the same', async () => {
  const answer =
    'HTTP/1.1 200 OK\r\nX-One: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=\xe9\r\nContent-Length: 2\r\n\r\nok'
  const server = await rawServer((socket) => {
    socket.setNoDelay(true)
    const rest = answer.split('')
    const next = (): void => {
      const character = rest.shift()
      if (character !== undefined) socket.write(character, 'latin1', () => setImmediate(next))
    }
    socket.once('data', next)
  })
  const { responseHead } = await testSender().send(`http://${server.host}/`)
  const lines = 'X-One: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=é\r\nContent-Length: 2\r\n'
  expect(responseHead).toBe(`HTTP 200\r\n${lines}`)
})

it('without an answer there is no head', async () => {
  const server = await rawServer((socket) => socket.once('data', () => socket.destroy()))
  expect((await testSender().send(`http://${server.host}/`)).responseHead).toBe('')
})
