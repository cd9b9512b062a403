/** A disk that is full: said in words, nothing is sent, nothing accepted is lost, and it goes on by itself. */
import { expect, it } from 'vitest'
import type { DeliveryState } from '../../../src/shared/model.ts'
import { startReceiver } from '../../support/receiver.ts'
import { applicationOnSmallDisk, type SmallDisk } from '../../support/small-disk.ts'

const megabyte = 1024 * 1024

interface Snapshot {
  queue: { fault: string | null; paused: boolean }
  counts: Record<DeliveryState, number>
}

async function snapshot({ application }: SmallDisk): Promise<Snapshot> {
  return (await application.run('snapshot.get', {})) as unknown as Snapshot
}

/** Asks again and again, as a window does; every question takes a turn of its thread. */
async function until(disk: SmallDisk, isSo: (now: Snapshot) => boolean): Promise<Snapshot> {
  for (;;) {
    const now = await snapshot(disk)
    if (isSo(now)) return now
  }
}

/** Sends until the disk takes no more; answers with the ids that were accepted, and the refusal. */
async function sendUntilFull(disk: SmallDisk, url: string): Promise<{ eventIds: string[]; refusal: string }> {
  const eventIds: string[] = []
  for (;;) {
    const eventId = `event-${eventIds.length}`
    const data = JSON.stringify({ filler: 'x'.repeat(50_000) })
    const answer = await disk.application.ask('event.send', { url, category: 'c', data, eventId })
    if (!answer.ok) {
      expect(answer.error.code).toBe('storage_failed')
      return { eventIds, refusal: answer.error.message }
    }
    eventIds.push(eventId)
  }
}

it('takes what it can, refuses the rest in words, and delivers all of it once there is room', async () => {
  const receiver = await startReceiver()
  const disk = await applicationOnSmallDisk(40 * megabyte)
  await disk.application.run('queue.pause', {})
  disk.fill()
  const { eventIds, refusal } = await sendUntilFull(disk, receiver.url)
  expect(refusal).toContain(`The disk of ${disk.dataDir} is full`)
  expect(refusal).toContain('was not done')
  const { queue } = await snapshot(disk)
  expect(queue.fault).toContain('Make room on it.')

  disk.clear()
  await until(disk, (now) => now.queue.fault === null)
  await disk.application.run('queue.resume', {})
  const { counts } = await until(disk, (now) => now.counts.delivered === eventIds.length)
  expect(counts).toMatchObject({ queued: 0, sending: 0, failed: 0 })
  const received = receiver.requests.map(({ headers }) => headers['webhook-id'])
  expect(received).toHaveLength(eventIds.length)
  expect(new Set(received)).toEqual(new Set(eventIds))
  // It says so when it begins, and not each time it tries.
  expect(disk.application.said().match(/ error The disk of/g)).toHaveLength(1)
  await disk.application.quit()
})

it('keeps the result of what was on its way until it can be written, and sends nothing meanwhile', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const disk = await applicationOnSmallDisk(24 * megabyte)
  await disk.application.run('settings.set', { concurrency: 1 })
  await disk.application.run('event.send', { url: receiver.url, category: 'c', data: '{}', copies: 20 })
  await receiver.waitFor(1)
  disk.fill()
  // The log of the database has some room of its own.
  await sendUntilFull(disk, receiver.url)
  receiver.setAnswers([200])
  receiver.release()
  const { queue, counts } = await until(disk, (now) => now.queue.fault !== null)
  expect(queue.fault).toContain('is full')
  expect(counts.delivered).toBe(0)
  expect(receiver.requests).toHaveLength(1)

  disk.clear()
  const after = await until(disk, (now) => now.counts.queued + now.counts.sending === 0)
  expect(after.counts.failed).toBe(0)
  const received = receiver.requests.map(({ headers }) => headers['webhook-id'])
  expect(received).toHaveLength(after.counts.delivered)
  await disk.application.quit()
})
