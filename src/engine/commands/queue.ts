/** Commands about the queue as a whole: snapshot, counts, pause, drain, settings. */
import type { Counts } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import type { Handler } from '../context.ts'
import { openDeliveries } from '../counts.ts'

export const getSnapshot: Handler<'snapshot.get'> = (_input, context) => ({
  number: context.feed.number(),
  version: context.version,
  dataDir: context.store.dataDir,
  queue: context.dispatcher.status(),
  counts: context.counters.current(),
  settings: context.settings(),
  endpoints: context.endpoints.summaries(),
  views: context.store.views.all(),
  jobs: context.jobs.list(),
  recovery: context.store.settings.recovery(),
  receiver: context.receiver.state(),
  pulse: context.pulse.read(context.clock.now()),
})

export const getStats: Handler<'stats.get'> = (_input, { counters, dispatcher, store }) => ({
  counts: counters.current(),
  queue: dispatcher.status(),
  databaseBytes: store.sizeBytes(),
  freeBytes: store.freeBytes(),
  attempts: store.attempts.count(),
})

export const pauseQueue: Handler<'queue.pause'> = async (_input, { dispatcher }) => {
  await dispatcher.setPaused(true)
  return dispatcher.status()
}

export const resumeQueue: Handler<'queue.resume'> = async (_input, { dispatcher }) => {
  await dispatcher.setPaused(false)
  return dispatcher.status()
}

export const drainQueue: Handler<'queue.drain'> = ({ timeoutMs }, context) => {
  const { counters, dispatcher, jobs, waiters } = context
  const drained = (): { counts: Counts } | null => {
    const counts = counters.current()
    // A job may be about to make more of them due, as after an endpoint's resume.
    const isJobRunning = jobs.list().some(({ state }) => state === 'running')
    if (openDeliveries(counts) === 0) return isJobRunning ? null : { counts }
    if (dispatcher.status().paused)
      throw new Refusal('queue_paused', 'The queue is paused. Resume it to drain it.')
    return null
  }
  const complaint = (): string => `${openDeliveries(counters.current())} deliveries are left; they go on.`
  return waiters.until(drained, { timeoutMs, complaint })
}

export const setSettings: Handler<'settings.set'> = async (input, context) => {
  const named = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  try {
    // The turn that writes them claims by them.
    await context.dispatcher.write(() => {
      context.store.settings.set(named)
      context.reloadSettings()
    })
  } catch (error) {
    context.reloadSettings()
    throw error
  }
  context.retention.look()
  context.feed.state('settings.changed', () => ({ settings: context.settings() }))
  return context.settings()
}
