/** A kill -9 in the middle of an import leaves whole deliveries; importing the file again brings the rest, each once. */
import { expect, it } from 'vitest'
import { startApplication } from '../../support/application.ts'
import { writtenFile } from '../../support/queue-files/engines.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { expectWhole } from '../../support/whole.ts'

const count = 6_000
const lines = Array.from({ length: count }, (_, n) =>
  JSON.stringify({ category: 'c', event_id: `e-${n}`, data: n, url: 'http://127.0.0.1:1/a' }),
).join('\n')

it('is taken up again', { timeout: 60_000 }, async () => {
  const dataDir = tempDir()
  const file = writtenFile(lines)
  const first = await startApplication(dataDir)
  const { id } = (await first.run('queue.import', { file })) as { id: string }
  for (;;) {
    const { taken } = (await first.run('import.report', { jobId: id })) as { taken: number }
    if (taken > 200) break
  }
  await first.kill()
  expectWhole(dataDir)

  const again = await startApplication(dataDir)
  const before = ((await again.run('stats.get', {})) as { counts: { held: number } }).counts.held
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(count)
  const second = (await again.run('queue.import', { file })) as { id: string }
  expect(await again.run('job.wait', { id: second.id })).toMatchObject({ state: 'done' })
  expect(await again.run('import.report', { jobId: second.id })).toMatchObject({
    known: before,
    taken: count - before,
  })
  expect(await again.run('stats.get', {})).toMatchObject({ counts: { held: count } })
  await again.quit()
  expectWhole(dataDir)
})
