/** Following the engine: no change is lost or doubled around a snapshot, a gap or a lost connection. */
import { describe, expect, it } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge.ts'
import type { FeedBatch, FeedEvent } from '../../../src/shared/events.ts'
import type { Snapshot } from '../../../src/shared/model.ts'
import type { Result } from '../../../src/shared/result.ts'
import { startFeed } from '../../../src/renderer/live/feed.ts'
import { createSampleBridge } from '../../support/sample-bridge.ts'
import { sampleSnapshot } from '../../support/sample-data.ts'

interface Stage {
  seen: string[]
  batch: (number: number) => void
  /** Answers the snapshot that was asked for longest ago. */
  answer: (result: number | 'refused') => Promise<void>
  asked: () => number
  connection: (connected: boolean) => void
  refresh: () => Promise<void>
  stop: () => void
}

/** A feed over a bridge whose every answer the test gives by hand. */
function stage(): Stage {
  const seen: string[] = []
  const questions: ((result: Result<Snapshot>) => void)[] = []
  let asked = 0
  let onBatch: (batch: FeedBatch) => void = () => {}
  let onConnection: (connected: boolean) => void = () => {}
  const bridge: Bridge = {
    host: 'browser',
    invoke: () => {
      asked += 1
      return new Promise((resolve: (result: Result<never>) => void) => questions.push(resolve as never))
    },
    subscribe: (listener) => {
      onBatch = listener
      return () => {
        onBatch = () => {}
      }
    },
    onConnection: (listener) => {
      onConnection = listener
      return () => {}
    },
    onMenu: () => () => {},
    onShow: () => () => {},
    openFolder: () => {},
    localApi: () => Promise.resolve(null),
    files: createSampleBridge(0).files,
  }
  const feed = startFeed(bridge, {
    onSnapshot: (snapshot) => seen.push(`snapshot ${snapshot.number}`),
    onEvents: (events) => seen.push(`batch ${events.map(changedOf).join()}`),
    onFailure: (failure) => seen.push(`failed ${failure.code}`),
    onLost: () => seen.push('lost'),
  })
  return {
    seen,
    batch: (number) => onBatch({ number, events: [{ name: 'deliveries.flooded', changed: number }] }),
    answer: async (result) => {
      const question = questions.shift()
      if (!question) throw new Error('No snapshot was asked for.')
      question(
        result === 'refused'
          ? { ok: false, error: { code: 'data_folder_owned', message: 'Owned.' } }
          : { ok: true, value: { ...sampleSnapshot([], 0), number: result } },
      )
      await new Promise((resolve) => setImmediate(resolve))
    },
    asked: () => asked,
    connection: (connected) => onConnection(connected),
    refresh: feed.refresh,
    stop: feed.stop,
  }
}

function changedOf(event: FeedEvent): number {
  return event.name === 'deliveries.flooded' ? event.changed : Number.NaN
}

describe('the feed', () => {
  it('applies what came during the snapshot only when it is newer', async () => {
    const { seen, batch, answer } = stage()
    batch(4)
    batch(5)
    batch(6)
    await answer(5)
    batch(7)
    expect(seen).toEqual(['snapshot 5', 'batch 6', 'batch 7'])
  })

  it('starts over after a gap, and applies nothing until the new snapshot', async () => {
    const { seen, batch, answer, asked } = stage()
    await answer(1)
    batch(2)
    batch(4)
    batch(5)
    expect(asked()).toBe(2)
    await answer(5)
    batch(6)
    expect(seen).toEqual(['snapshot 1', 'batch 2', 'snapshot 5', 'batch 6'])
  })

  it('starts over when a gap shows among the batches that waited', async () => {
    const { seen, batch, answer, asked } = stage()
    batch(2)
    batch(4)
    await answer(1)
    expect(asked()).toBe(2)
    await answer(4)
    expect(seen).toEqual(['snapshot 1', 'batch 2', 'snapshot 4'])
  })

  it('ignores batches that it has seen', async () => {
    const { seen, batch, answer } = stage()
    await answer(3)
    batch(3)
    batch(2)
    expect(seen).toEqual(['snapshot 3'])
  })

  it('tells of a refusal and tries again when asked', async () => {
    const { seen, answer, refresh } = stage()
    await answer('refused')
    void refresh()
    await answer(1)
    expect(seen).toEqual(['failed data_folder_owned', 'snapshot 1'])
  })

  it('takes one snapshot however often it is asked at once', async () => {
    const { answer, refresh, asked } = stage()
    void refresh()
    void refresh()
    await answer(1)
    expect(asked()).toBe(1)
  })

  it('takes a new snapshot after a lost connection, from an engine that counts anew too', async () => {
    const { seen, batch, answer, connection } = stage()
    await answer(40)
    connection(false)
    connection(true)
    await answer(1)
    batch(2)
    expect(seen).toEqual(['snapshot 40', 'lost', 'snapshot 1', 'batch 2'])
  })

  it('hears nothing any more once stopped', async () => {
    const { seen, batch, answer, stop } = stage()
    await answer(1)
    stop()
    batch(2)
    expect(seen).toEqual(['snapshot 1'])
  })
})
