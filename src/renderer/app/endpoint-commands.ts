/** The commands of the endpoints screen, all about the one that is chosen there. */
import { askToDeleteEndpoint, editEndpoint, showDeliveriesOf, toggleEndpoint } from '../endpoints/actions.ts'
import { chosenEndpoint, endpointTextId, stepEndpoint } from '../endpoints/endpoint-view.ts'
import { sendTestEvent } from '../endpoints/test-event.ts'
import type { Command } from './command.ts'
import { focusField } from './focus-field.ts'
import { goTo, openOverlay } from './navigation.ts'

export const endpointCommands: Command[] = [
  { chords: ['J', 'ArrowDown'], label: 'Next endpoint', run: () => stepEndpoint(1), keyOnly: true },
  { chords: ['K', 'ArrowUp'], label: 'Previous endpoint', run: () => stepEndpoint(-1), keyOnly: true },
  { chords: ['A'], label: 'New endpoint', run: () => openOverlay({ kind: 'endpoint' }), keyOnly: true },
  { chords: ['Enter', 'E'], label: 'Edit the endpoint', run: withChosen(editEndpoint) },
  { chords: ['H'], label: 'Pause or resume the endpoint', run: withChosen(toggleEndpoint) },
  { chords: ['T'], label: 'Send a test event to it', run: withChosen(testOnScreen) },
  { chords: ['O'], label: 'Show its deliveries', run: withChosen(showDeliveriesOf) },
  { chords: ['Delete', 'Backspace'], label: 'Delete the endpoint', run: withChosen(askToDeleteEndpoint) },
  { chords: ['/'], label: 'Filter the endpoints', run: () => focusField(endpointTextId), keyOnly: true },
].map((command) => ({ ...command, group: 'Endpoints' }))

function withChosen(run: (endpoint: NonNullable<ReturnType<typeof chosenEndpoint>>) => unknown): () => void {
  return () => {
    const endpoint = chosenEndpoint()
    if (endpoint) void run(endpoint)
  }
}

/** What comes of it is shown there. */
function testOnScreen(endpoint: NonNullable<ReturnType<typeof chosenEndpoint>>): void {
  goTo('endpoints')
  void sendTestEvent(endpoint)
}
