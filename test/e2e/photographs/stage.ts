/**
 * A real engine on a real file behind the real server, in which time stands still and the network is staged: whoever
 * looks at its window sees the same in every run.
 */
import { join } from 'node:path'
import { createEngine } from '../../../src/engine/engine.ts'
import { openStore } from '../../../src/engine/store/store.ts'
import { startServer } from '../../../src/server/start-server.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../../src/shared/commands.ts'
import type { Snapshot } from '../../../src/shared/model.ts'
import type { Result } from '../../../src/shared/result.ts'
import { testClock } from '../../support/clock.ts'
import { seededRandom } from '../../support/random.ts'
import { type Answering, stagedSender } from './network.ts'
import { stagedLog } from './staged-log.ts'
import { stagedNow } from './staged-now.ts'

export interface Stage {
  /** With the token; to be opened once. */
  address: string
  run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  /** Lets time pass in steps of a second, with all that is due in it. */
  pass(ms: number): Promise<void>
  close(): Promise<void>
}

/** It begins `earlierMs` before `stagedNow`; `pass` as much and the window's clock agrees. */
export async function setStage(
  dataDir: string,
  { answering, earlierMs }: { answering: Answering; earlierMs: number },
): Promise<Stage> {
  const clock = testClock(stagedNow - earlierMs)
  const fileLog = stagedLog(() => clock.now())
  let ids = 0
  const engine = createEngine({
    store: openStore(dataDir),
    clock,
    sender: stagedSender(answering),
    newId: () => {
      ids += 1
      return `019bbc5e-${ids.toString(16).padStart(4, '0')}-7000-8000-5eed${(ids * 7_919).toString(16).padStart(8, '0')}`
    },
    random: seededRandom(3),
    log: fileLog.log,
    fileLog,
    version: '0.1.0',
  })
  engine.start()
  const invoke = async (name: unknown, input: unknown): Promise<Result<unknown>> => {
    const result = await engine.invoke(name, input)
    if (name === 'snapshot.get' && result.ok) hideWhatDiffers(result.value as Snapshot)
    return result
  }
  const server = await startServer({
    engine: { invoke, subscribe: (listener) => engine.subscribe(listener) },
    windowDir: join(import.meta.dirname, '../../../out/renderer'),
    dataDir,
  })
  const run: Stage['run'] = async (name, input) => {
    const result = await engine.invoke(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.error)}`)
    return result.value as CommandOutput<typeof name>
  }
  /** Answered after a whole turn of the loop. */
  const turn = (): Promise<unknown> => run('settings.set', {})
  /** Until all that is due now has been sent, answered and written: else some of it comes a second later in some runs. */
  const settle = async (): Promise<void> => {
    let before = ''
    for (let same = 0; same < 3;) {
      await turn()
      const { counts, attempts } = await run('stats.get', {})
      const after = JSON.stringify([counts, attempts])
      same = after === before ? same + 1 : 0
      before = after
    }
  }
  return {
    address: `${server.url}/#token=${server.token}`,
    run,
    async pass(ms) {
      await settle()
      for (let passed = 0; passed < ms; passed += 1_000) {
        clock.advance(Math.min(1_000, ms - passed))
        await settle()
      }
    },
    async close() {
      await server.close()
      const stopped = engine.stop(0)
      clock.advance(0)
      await stopped
    },
  }
}

/** The folder and the receiver's port are others in every run. */
function hideWhatDiffers(snapshot: Snapshot): void {
  snapshot.dataDir = '/home/ada/webhooks'
  if (snapshot.receiver.url !== null) snapshot.receiver.url = 'http://127.0.0.1:8787/'
}
