/**
 * Opens the queue for one command: through the running application where there is one, else with an engine in this
 * process, which is closed again when the command is done. Commands need not know which.
 */
import { setTimeout } from 'node:timers/promises'
import { type EngineClient, startEngine } from '../engine/client.ts'
import type { CommandInput, CommandName, CommandOutput } from '../shared/commands.ts'
import type { Address } from '../server/address.ts'
import { Refusal, type Result } from '../shared/result.ts'
import { findRunningApplication, type RunningApplication } from './running-application.ts'
import type { Session } from './session.ts'
import { Interrupted, onEndAsked, type OnEndAsked } from './signals.ts'

export interface Queue {
  /** The command's answer; a failure is thrown as a `Refusal`. */
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  /** The engine in this process; null when the running application answers. */
  engine: EngineClient | null
  /** While somebody listens, Ctrl C is theirs; otherwise it ends the engine in this process, or the process. */
  onEndAsked: OnEndAsked
}

export interface QueueNeeds {
  /** Whether an engine in this process sends what is due, or only stores and looks. */
  dispatching: boolean
  /** An engine in this process passes over every wait; a running application is refused then. */
  virtual?: boolean
}

/** A request that is on its way may end by itself: its own timeout comes first. */
const overRequestMs = 1_000
/** Commands that only store or look are done within a second. */
const patienceMs = 10_000
const askAgainMs = 100
/** Somebody pressed Ctrl C and waits. */
const interruptedGraceMs = 5_000

/** Rejects as `work` and `startEngine` do. */
export async function withQueue<T>(
  session: Session,
  needs: QueueNeeds,
  work: (queue: Queue) => Promise<T>,
): Promise<T> {
  const ending = listenForEnd()
  const found = await findQueue(session, needs, ending).catch((error: unknown) => {
    ending.stopListening()
    throw error
  })
  if (!('engine' in found)) {
    ending.stopListening()
    return work({ ask: asking(found), engine: null, onEndAsked })
  }
  const { engine } = found
  const ask = asking(engine)
  try {
    ending.endWith(engine)
    // An engine that sends says so itself.
    if (!needs.dispatching) await tellRecovery(ask, session)
    return await work({ ask, engine, onEndAsked: ending.onEndAsked })
  } catch (error) {
    const signal = ending.endedBy()
    if (signal && error instanceof Refusal && error.code === 'stopping') throw new Interrupted(signal)
    throw error
  } finally {
    await engine.stop({ graceMs: needs.dispatching ? await longestRequestMs(ask) : 0 })
    ending.stopListening()
  }
}

/**
 * The running application, or an engine in this process. While another command has the folder it is waited for, as long as a
 * command usually takes; whoever keeps it longer is named. Refuses with `application_runs`, and as `startEngine` does.
 */
async function findQueue(
  session: Session,
  needs: QueueNeeds,
  { endedBy }: Ending,
): Promise<RunningApplication | { engine: EngineClient }> {
  const until = performance.now() + patienceMs
  while (true) {
    const running = await findRunningApplication(session.dataDir)
    if (running && needs.virtual) throw applicationRuns
    if (running) return running
    try {
      return { engine: await openEngine(session, { ...needs, quiet: true }) }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'data_folder_owned') throw error
      const signal = endedBy()
      if (signal) throw new Interrupted(signal)
      if (performance.now() >= until) throw ownedForLong(error)
      session.output.progress('Waiting for the command that has the queue open…')
      // Not all of them at once.
      await setTimeout(askAgainMs * (0.5 + Math.random()))
    }
  }
}

function ownedForLong({ code, message, details }: Refusal): Refusal {
  const advice = 'For commands side by side start `webhook-dispatcher serve`: they all talk to it.'
  return new Refusal(code, `${message} ${advice}`, details)
}

/** What only a running application can answer. Refuses with `no_application`. */
export async function withApplication<T>(
  { dataDir }: Session,
  work: (queue: Queue, address: Address) => Promise<T>,
): Promise<T> {
  const running = await findRunningApplication(dataDir)
  if (!running) throw noApplication
  return work({ ask: asking(running), engine: null, onEndAsked }, running.address)
}

const noApplication = new Refusal(
  'no_application',
  'No application has this queue open. Start it, or run `webhook-dispatcher serve`.',
)

const applicationRuns = new Refusal(
  'application_runs',
  'The application has this queue open and runs in real time. Close it, or use another folder with --data-dir.',
)

export function openEngine(
  { home, dataDir, version }: Session,
  { dispatching, virtual = false, quiet = false }: QueueNeeds & { quiet?: boolean },
): Promise<EngineClient> {
  const threadFile = new URL('engine.js', home)
  return startEngine({ threadFile, dataDir, version, dispatching, virtual, quiet })
}

/** Whoever looks at an empty queue should know that there was a fuller one. */
async function tellRecovery(ask: Queue['ask'], { output }: Session): Promise<void> {
  const { recovery } = await ask('snapshot.get', {})
  if (recovery) output.hint('A damaged database was set aside. See `webhook-dispatcher recovery`.')
}

interface Ending {
  onEndAsked: OnEndAsked
  stopListening(): void
  /** The signal that has ended the work, or is to; null where none has come. */
  endedBy(): NodeJS.Signals | null
  /** From now on, and at once where a signal came before. */
  endWith(engine: EngineClient): void
}

/** What a Ctrl C does: what the latest listener says, and without one the engine ends. An engine sends as soon as it is open. */
function listenForEnd(): Ending {
  let endedBy: NodeJS.Signals | null = null
  let engine: EngineClient | null = null
  const end = (signal: NodeJS.Signals): void => {
    endedBy = signal
    void engine?.stop({ graceMs: interruptedGraceMs })
  }
  let asked = end
  const stopListening = onEndAsked((signal) => asked(signal))
  return {
    stopListening,
    endedBy: () => endedBy,
    endWith(opened) {
      engine = opened
      if (endedBy) end(endedBy)
    },
    onEndAsked(callBack) {
      asked = callBack
      return () => {
        asked = end
      }
    },
  }
}

/** How long a request may be on its way, and a little; with `endpointIds` only to these. */
export async function longestRequestMs(
  ask: Queue['ask'],
  endpointIds?: ReadonlySet<string>,
): Promise<number> {
  try {
    const { settings } = await ask('snapshot.get', {})
    const { endpoints } = await ask('endpoint.list', { saved: true })
    const own = endpoints
      .filter(({ id }) => endpointIds?.has(id) ?? true)
      .map(({ options }) => options.requestTimeoutMs ?? 0)
    return Math.max(settings.requestTimeoutMs, ...own) + overRequestMs
  } catch {
    return interruptedGraceMs // It is stopping already.
  }
}

interface Door {
  invoke(name: string, input: unknown): Promise<Result<unknown>>
}

function asking(door: Door): Queue['ask'] {
  return async <N extends CommandName>(name: N, input: CommandInput<N>) => {
    const result = await door.invoke(name, input)
    if (result.ok) return result.value as CommandOutput<N>
    throw new Refusal(result.error.code, result.error.message, result.error.details)
  }
}
