/** Servers that answer as no server should, each in its own way, and what an attempt to them has to come to. */
import { createDeflateRaw, constants } from 'node:zlib'
import type { Socket } from 'node:net'
import { answering, rawServer } from '../engine/deliver/raw-servers.ts'

export interface Hostile {
  name: string
  url: string
  /** Null where the answer counts as a success, whatever follows it. */
  errorCode: string | null
  statusCode: number | null
  /** It ends only by a timeout. */
  hangs?: boolean
}

type Way = Omit<Hostile, 'url'> & { serve: (socket: Socket) => void; path?: string }

const ok = 'HTTP/1.1 200 OK\r\n'

/** Writes on until the connection is gone. */
function endlessly(chunk: Buffer): (socket: Socket) => void {
  return (socket) => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(chunk, () => setImmediate(more))
    }
    more()
  }
}

/** A byte now and then, for as long as somebody listens. */
function slowly(socket: Socket): void {
  const timer = setInterval(() => socket.write('a'), 200)
  socket.once('close', () => clearInterval(timer))
}

/** Reads no further than the first bytes of a request. */
function beforeItsEnd(answer: string): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => {
      socket.pause()
      socket.end(answer)
    })
  }
}

/** 1 MB that becomes 10 GB of zeros: a flushed block of deflate may be repeated as often as one likes. */
async function gzipBomb(): Promise<Buffer> {
  const deflate = createDeflateRaw({ level: 9 })
  const chunks: Buffer[] = []
  deflate.on('data', (data: Buffer) => chunks.push(data))
  deflate.write(Buffer.alloc(10 * 1024 * 1024))
  await new Promise<void>((resolve) => {
    deflate.flush(constants.Z_FULL_FLUSH, resolve)
  })
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
  const block = Buffer.concat(chunks)
  return Buffer.concat([header, ...Array.from({ length: 1_000 }, () => block)]).subarray(0, 1_000_000)
}

function ways(bomb: Buffer): Way[] {
  const headers = Array.from({ length: 10_000 }, (_, index) => `X-${index}: a\r\n`).join('')
  const bombHead = `${ok}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`
  const redirect = 'HTTP/1.1 307 Again\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n'
  const failed = (errorCode: string, statusCode: number | null = null) => ({ errorCode, statusCode })
  const taken = { errorCode: null, statusCode: 200 }
  return [
    {
      name: 'endless headers',
      ...failed('protocol'),
      serve: answering(`${ok}X-A: `, endlessly(Buffer.from('X-B: b\r\n'.repeat(99)))),
    },
    {
      name: 'endless body',
      ...taken,
      serve: answering(`${ok}\r\n`, endlessly(Buffer.alloc(64 * 1024, 'a'))),
    },
    {
      name: 'a byte at a time',
      ...failed('timeout_response', 200),
      hangs: true,
      serve: answering(`${ok}Content-Length: 100000\r\n\r\n`, slowly),
    },
    { name: 'silence', ...failed('timeout_response'), hangs: true, serve: () => {} },
    { name: 'a bomb in gzip', ...taken, serve: answering(bombHead, (socket) => socket.write(bomb)) },
    { name: 'ten thousand headers', ...failed('protocol'), serve: answering(`${ok}${headers}\r\n`) },
    {
      name: 'bytes that are no UTF-8',
      ...taken,
      serve: answering(`${ok}X-Bytes: \xff\xfe\x80a\r\nContent-Length: 4\r\n\r\n\xff\x00\xc3\x28`),
    },
    {
      name: 'an answer before the end',
      ...taken,
      serve: beforeItsEnd(`${ok}Content-Length: 2\r\nConnection: close\r\n\r\nok`),
    },
    {
      name: 'redirects in a circle',
      ...failed('too_many_redirects', 307),
      path: 'circle',
      serve: answering(redirect),
    },
    {
      name: 'a reset',
      ...failed('reset'),
      serve: (socket) => socket.once('data', () => socket.resetAndDestroy()),
    },
    { name: 'garbage', ...failed('protocol'), serve: answering('\x16\x03\x01\x00\xffgarbage\r\n\r\n\0\0') },
    {
      name: 'half a body',
      ...failed('reset', 200),
      serve: answering(`${ok}Content-Length: 100\r\n\r\nhalf`, (socket) => socket.destroy()),
    },
  ]
}

/** One server a way, closed after the test. */
export async function hostileServers(): Promise<Hostile[]> {
  const all = ways(await gzipBomb()).map(async ({ serve, path = 'hook', ...way }) => {
    const { host } = await rawServer(serve)
    return { ...way, url: `http://${host}/${path}` }
  })
  return Promise.all(all)
}
