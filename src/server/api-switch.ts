/**
 * Whether the local API is on: the setting `localApi`, asked for at the first request and followed by the feed from then
 * on. While it is off every request asks anew, so that a script may switch it on and use it in the same breath.
 */
import type { FeedBatch } from '../shared/events.ts'
import type { Snapshot } from '../shared/model.ts'
import { Refusal } from '../shared/result.ts'
import type { Pending } from './pending.ts'

export interface ApiSwitch {
  /** Refuses with `api_off`, or as the engine does when it cannot be asked. */
  check(): Promise<void>
  /** What was last known. */
  isOn(): boolean
  follow(batch: FeedBatch): void
}

/** `onOn` is told the number of the latest batch; `onOff` is called once each time it goes off. */
export interface ApiSwitchOptions {
  invoke: Pending['invoke']
  onOn: (number: number) => void
  onOff: () => void
}

export function createApiSwitch({ invoke, onOn, onOff }: ApiSwitchOptions): ApiSwitch {
  let on = false
  const turn = (next: boolean, number: number): void => {
    if (next === on) return
    on = next
    if (next) onOn(number)
    else onOff()
  }
  return {
    async check() {
      if (on) return
      const result = await invoke('snapshot.get', {})
      if (!result.ok) throw new Refusal(result.error.code, result.error.message, result.error.details)
      const { settings, number } = result.value as Snapshot
      turn(settings.localApi, number)
      if (!on) throw new Refusal('api_off', off)
    },
    isOn: () => on,
    follow({ number, events }) {
      for (const event of events) {
        if (event.name === 'settings.changed') turn(event.settings.localApi, number)
      }
    },
  }
}

const off =
  'The local API is off. Switch it on in the settings ("Local API"), or with "webhook-dispatcher settings set local-api yes".'
