import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { deafPort, rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

it('closes idle connections', async () => {
  const receiver = await startReceiver()
  const { sender, send } = testSender()
  await send(receiver.url)
  await sender.close()
  await receiver.waitForNoConnection()
})

it('aborts what still runs, in every phase, and leaves no timer', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const silent = await rawServer(() => {})
  const port = await deafPort()
  const { clock, sender, start } = testSender()
  const requests = [start(receiver.url), start(`https://${silent.host}/`), start(`http://127.0.0.1:${port}/`)]
  await receiver.waitFor(1)
  await silent.connected(1)
  await sender.close()
  for (const { done } of requests) expect(await done).toMatchObject({ errorCode: 'aborted' })
  expect(clock.armed()).toBe(0)
  await receiver.waitForNoConnection()
  await silent.allClosed()
})

it('a request after it is aborted, without a connection', async () => {
  const receiver = await startReceiver()
  const { sender, send } = testSender()
  await sender.close()
  expect(await send(receiver.url)).toMatchObject({ errorCode: 'aborted', requestHead: '' })
  expect(receiver.accepted).toBe(0)
})

it('twice is the same as once', async () => {
  const { sender } = testSender()
  expect(sender.close()).toBe(sender.close())
  await sender.close()
})
