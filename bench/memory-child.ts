/** One engine at work in a process of its own; sends its resident bytes to its parent. */
import { startBenchEngine } from './setting.ts'

const engine = await startBenchEngine(process.argv[2])
await engine.run('settings.set', { concurrency: 50 })
await engine.run('queue.resume', {})
for (;;) {
  const { counts } = await engine.run('stats.get', {})
  if (counts.delivered >= 9_000) break
  await engine.run('delivery.list', { offset: counts.delivered, limit: 100 })
}
await engine.run('queue.pause', {})
process.send?.(process.memoryUsage.rss(), () => void engine.close())
