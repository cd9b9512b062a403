/**
 * What the palette offers for what was typed: the commands of the table, then what there is right now, endpoints and the
 * latest deliveries, and always a search for the text.
 */
import type { EndpointSummary } from '../../shared/endpoint.ts'
import { composeTo, showDeliveriesOf, toggleEndpoint } from '../endpoints/actions.ts'
import { tryEndpoint } from '../endpoints/test-event.ts'
import { changeFilter } from '../deliveries/filter/change-filter.ts'
import { splitUrl } from '../deliveries/format.ts'
import { targets } from '../deliveries/selection.ts'
import { openDelivery } from '../deliveries/show.ts'
import { loadedRows } from '../live/deliveries.ts'
import { liveStore } from '../live/store.ts'
import { stateLabels } from '../ui/StateMark.tsx'
import { openView } from '../views/view-actions.ts'
import { type Command, screenOf } from './command.ts'
import { commands, shownChord } from './commands.ts'
import { fuzzyMatch } from './fuzzy.ts'
import { goTo, navigation } from './navigation.ts'

export interface PaletteEntry {
  key: string
  label: string
  /** Positions in the label of what was typed. */
  marks: readonly number[]
  /** What it is, or about what, quietly beside it. */
  detail?: string
  chord?: string
  run: () => void
}

/** More would make a list that no one reads. */
const mostEndpoints = 200
const mostRows = 500
const mostFoundDeliveries = 8

export function entriesFor(typed: string): PaletteEntry[] {
  const wanted = typed.trim()
  const all = commands.filter((command) => !command.keyOnly && makesSense(command)).map(entryOf)
  if (wanted === '') return [...all, ...viewEntries()].map((entry) => ({ ...entry, marks: [] }))
  const named = nearest([...all, ...viewEntries(), ...endpointEntries()], wanted)
  const deliveries = nearest(deliveryEntries(), wanted).slice(0, mostFoundDeliveries)
  return [...named, ...deliveries, searchFor(wanted)]
}

type Candidate = Omit<PaletteEntry, 'marks'>

/** In the order of how near they are; of the same nearness as they came. */
function nearest(candidates: readonly Candidate[], wanted: string): PaletteEntry[] {
  return candidates
    .flatMap((candidate) => {
      const match = fuzzyMatch(candidate.label, wanted)
      // An id is not in the label, but typed or pasted as a whole.
      if (!match && !candidate.key.startsWith(`delivery ${wanted.toLowerCase()}`)) return []
      return [{ entry: { ...candidate, marks: match?.marks ?? [] }, score: match?.score ?? 0 }]
    })
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

/** Commands about deliveries lead there; those of other screens are about what is chosen on them. */
function makesSense(command: Command): boolean {
  const { screen } = navigation.getState()
  if (command.group === 'Selected deliveries') return targets().length > 0
  if (command.group === 'All that the filter finds') return screen === 'deliveries'
  const own = screenOf(command)
  return own === null || own === 'deliveries' || own === screen
}

function entryOf(command: Command): Candidate {
  const chord = shownChord(command)
  return {
    key: `command ${command.label}`,
    label: command.label,
    run: command.run,
    ...(chord ? { chord } : {}),
    ...(command.group === 'Selected deliveries' ? { detail: selectedText() } : {}),
  }
}

function selectedText(): string {
  const count = targets().length
  return count === 1 ? 'the selected delivery' : `${count} deliveries`
}

function viewEntries(): Candidate[] {
  return liveStore.getState().views.map((view) => ({
    key: `view ${view.id}`,
    label: `Show view ${view.name}`,
    run: () => openView(view),
  }))
}

function endpointEntries(): Candidate[] {
  return liveStore.getState().endpoints.slice(0, mostEndpoints).flatMap(entriesOfEndpoint)
}

function entriesOfEndpoint(endpoint: EndpointSummary): Candidate[] {
  const { id, name, paused } = endpoint
  const entry = (label: string, run: () => void): Candidate => ({
    key: `endpoint ${id} ${label}`,
    label,
    detail: 'endpoint',
    run,
  })
  return [
    entry(`Show deliveries to ${name}`, () => showDeliveriesOf(endpoint)),
    entry(`${paused === null ? 'Pause' : 'Resume'} ${name}`, () => void toggleEndpoint(endpoint)),
    entry(`Send a test event to ${name}`, () => tryEndpoint(endpoint)),
    entry(`New event to ${name}`, () => composeTo(endpoint)),
  ]
}

function deliveryEntries(): Candidate[] {
  return loadedRows(mostRows).map(({ id, category, url, state }) => ({
    key: `delivery ${id}`,
    label: `${category} to ${splitUrl(url).host}`,
    detail: `${stateLabels[state].toLowerCase()}, ${id.slice(0, 8)}…${id.slice(-4)}`,
    run: () => openDelivery(id),
  }))
}

function searchFor(text: string): PaletteEntry {
  return {
    key: 'search',
    label: `Show deliveries with “${text}”`,
    marks: [],
    run: () => {
      goTo('deliveries')
      changeFilter({ text })
    },
  }
}
