/**
 * Opens the queue for one command: through the running application where there is one, else with an engine in this
 * process, which is closed again when the command is done. Commands need not know which.
 */
import { type EngineClient, startEngine } from '../engine/client.ts'
import type { CommandInput, CommandName, CommandOutput } from '../shared/commands.ts'
import type { Address } from '../server/address.ts'
import { Refusal, type Result } from '../shared/result.ts'
import { findRunningApplication } from './running-application.ts'
import type { Session } from './session.ts'
import { onEndAsked, type OnEndAsked } from './signals.ts'

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
/** Somebody pressed Ctrl C and waits. */
const interruptedGraceMs = 5_000

/** Rejects as `work` and `startEngine` do. */
export async function withQueue<T>(
  session: Session,
  needs: QueueNeeds,
  work: (queue: Queue) => Promise<T>,
): Promise<T> {
  const running = await findRunningApplication(session.dataDir)
  if (running && needs.virtual) throw applicationRuns
  if (running) return work({ ask: asking(running), engine: null, onEndAsked })
  const engine = await openEngine(session, needs)
  const ask = asking(engine)
  const ending = endingOf(engine)
  try {
    // An engine that sends says so itself.
    if (!needs.dispatching) await tellRecovery(ask, session)
    return await work({ ask, engine, onEndAsked: ending.onEndAsked })
  } finally {
    await engine.stop({ graceMs: needs.dispatching ? await longestRequestMs(ask) : 0 })
    ending.stopListening()
  }
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
  { dispatching, virtual = false }: QueueNeeds,
): Promise<EngineClient> {
  return startEngine({ threadFile: new URL('engine.js', home), dataDir, version, dispatching, virtual })
}

/** Whoever looks at an empty queue should know that there was a fuller one. */
async function tellRecovery(ask: Queue['ask'], { output }: Session): Promise<void> {
  const { recovery } = await ask('snapshot.get', {})
  if (recovery) output.hint('A damaged database was set aside. See `webhook-dispatcher recovery`.')
}

/** What a Ctrl C does: what the latest listener says, and without one the engine ends. */
function endingOf(engine: EngineClient): { onEndAsked: OnEndAsked; stopListening: () => void } {
  const end = (): void => void engine.stop({ graceMs: interruptedGraceMs })
  let asked: (signal: NodeJS.Signals) => void = end
  const stopListening = onEndAsked((signal) => asked(signal))
  return {
    stopListening,
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
