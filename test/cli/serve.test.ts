/** `serve`, and the other commands beside it: they use the application that runs, and only one that really does. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

it('publishes its address, serves commands, and takes the address back at its end', async () => {
  const cli = createCli()
  const { url, token, pid, child, ask, end } = await cli.serve()
  expect(pid).toBe(child.pid)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const addressFile = join(cli.dataDir, 'address.json')
  expect(JSON.parse(readFileSync(addressFile, 'utf8'))).toEqual({ url, token, pid, host: 'browser' })
  expect(await ask('stats.get', {})).toMatchObject({ ok: true })
  const refused = await fetch(`${url}/api/commands/stats.get`, {
    method: 'POST',
    headers: { authorization: 'Bearer no' },
  })
  expect(refused.status).toBe(401)
  expect(await end('SIGTERM')).toBe(0)
  expect(existsSync(addressFile)).toBe(false)
})

it('prints an address that opens the window to people', async () => {
  const child = createCli().start(['serve', '--no-open'])
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
})

it('runs without a browser to open', async () => {
  const cli = createCli()
  const child = cli.start(['serve', '--json'], { PATH: '/nonexistent', DISPLAY: '' })
  const closed = once(child, 'close')
  await once(createInterface({ input: child.stdout }), 'line')
  expect((await cli.json(['stats'])).code).toBe(0)
  child.kill('SIGINT')
  await closed
  expect(child.exitCode).toBe(0)
})

it('is used by every other command while it runs', async () => {
  const receiver = await startReceiver({ answers: [503, 200] })
  const cli = createCli()
  const { ask } = await cli.serve()
  const event = ['send', receiver.url, '--category', 'c', '--data', '1', '--retry', '1h']
  const sent = await cli.json([...event, '--event-id', 'e1'])
  expect(sent).toMatchObject({ code: 0, lines: [{ eventId: 'e1' }], errors: [] })
  const id = String(sent.lines[0]?.['id'])
  await receiver.waitFor(1)
  expect(await cli.json(['drain', '--timeout', '50ms'])).toMatchObject({
    code: 1,
    errors: [{ code: 'timeout' }],
  })
  expect(await cli.json(['retry', id])).toMatchObject({ code: 0, lines: [{ id }] })
  expect(await cli.json(['drain'])).toMatchObject({ code: 0, lines: [{ counts: { delivered: 1 } }] })
  expect(await cli.json(['show', id])).toMatchObject({ lines: [{ state: 'delivered', attemptCount: 2 }] })
  expect(await cli.json(['replay', id, '--as', 'new'])).toMatchObject({ code: 0 })
  expect(await cli.json([...event, '--event-id', 'e1'])).toMatchObject({
    code: 1,
    errors: [{ code: 'event_exists' }],
  })
  expect(await cli.json([...event, '--wait'])).toMatchObject({ code: 0, lines: [{ state: 'delivered' }] })
  expect(await ask('delivery.list', {})).toMatchObject({ ok: true, value: { total: 3 } })
})

it('lets a request in flight end, and tells whoever waits that it closes', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const cli = createCli()
  const { end } = await cli.serve()
  const waiting = cli.json(['send', receiver.url, '--category', 'c', '--data', '1', '--wait'])
  await receiver.waitFor(1)
  // The request leaves before its acceptance is answered; while another command runs, the first one comes to wait.
  await cli.json(['stats'])
  const ended = end('SIGINT')
  expect(await waiting).toMatchObject({
    code: 1,
    lines: [{ state: 'queued' }],
    errors: [{ code: 'stopping' }],
  })
  receiver.release()
  expect(await ended).toBe(0)
  expect((await cli.json(['list'])).lines).toMatchObject([{ state: 'delivered', attemptCount: 1 }])
})

it('ends at once at a second signal', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const cli = createCli()
  const { child } = await cli.serve()
  await cli.json(['send', receiver.url, '--category', 'c', '--data', '1'])
  await receiver.waitFor(1)
  const closed = once(child, 'close')
  const startedAt = performance.now()
  const again = setInterval(() => child.kill('SIGTERM'), 50) // A quick echo of the first one does not count.
  await closed
  clearInterval(again)
  expect(child.exitCode).toBe(143)
  expect(performance.now() - startedAt).toBeLessThan(3_000)
})

it('is not believed after a kill -9: the queue is opened instead, nothing is lost', async () => {
  const receiver = await startReceiver({ answers: ['hang', 200] })
  const cli = createCli()
  const { end } = await cli.serve()
  await cli.json(['send', receiver.url, '--category', 'c', '--data', '1'])
  await receiver.waitFor(1)
  expect(await end('SIGKILL')).toBe('SIGKILL')
  expect(existsSync(join(cli.dataDir, 'address.json'))).toBe(true)
  expect(await cli.json(['list'])).toMatchObject({ code: 0, lines: [{ state: 'queued' }] })
  expect(await cli.run(['drain'])).toMatchObject({
    code: 0,
    stdout: 'Nothing is left to send. 1 delivered.\n',
  })
  expect(receiver.requests).toHaveLength(2)
})

it('is not believed where somebody else has its port now', async () => {
  const cli = createCli()
  const { url, end } = await cli.serve()
  await end('SIGKILL')
  const stranger = await startReceiver({
    port: Number(new URL(url).port),
    answers: [{ status: 200, body: '<html>' }],
  })
  expect(await cli.json(['stats'])).toMatchObject({ code: 0, lines: [{ counts: { delivered: 0 } }] })
  expect(stranger.requests).toHaveLength(1)
})

it('refuses a folder that is in use, in one line that names the owner', async () => {
  const cli = createCli()
  const { pid } = await cli.serve()
  const second = await cli.run(['serve', '--no-open'])
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toMatch(new RegExp(`^error: The data folder .* is in use by process ${pid}\\..*\\n$`))
  expect(await cli.json(['serve', '--no-open'])).toMatchObject({
    code: 1,
    errors: [{ code: 'data_folder_owned', details: { pid } }],
  })
})

it('refuses a port that is taken, and lets go of the folder', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const cli = createCli()
  const refused = await cli.json(['serve', '--no-open', '--port', String(port)])
  expect(refused).toMatchObject({ code: 1, lines: [], errors: [{ code: 'port_in_use' }] })
  await cli.serve()
})
