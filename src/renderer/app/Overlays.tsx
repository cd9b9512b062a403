/** The one thing that lies over the screens, if any. Composer and replay load with their editor when first opened. */
import { Suspense } from 'react'
import { land, showReplayed } from '../deliveries/actions.ts'
import { BulkDialog } from '../deliveries/BulkDialog.tsx'
import { DeleteDialog } from '../deliveries/DeleteDialog.tsx'
import { deliveriesText } from '../deliveries/format.ts'
import { RescheduleDialog } from '../deliveries/RescheduleDialog.tsx'
import { focusTable } from '../deliveries/table-focus.ts'
import { DeleteEndpointDialog } from '../endpoints/DeleteEndpointDialog.tsx'
import { showToast } from '../ui/Toast.tsx'
import { ProblemsDialog } from '../queue-files/ProblemsDialog.tsx'
import { ViewDialog } from '../views/ViewDialog.tsx'
import { DismissRecoveryDialog } from './DismissRecoveryDialog.tsx'
import { lazyPart } from './lazy-part.tsx'
import { closeOverlay, goTo, navigation, type Overlay } from './navigation.ts'
import { Palette } from './Palette.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

const Composer = lazyPart(async () => (await import('../composer/Composer.tsx')).Composer, closeOverlay)
const ReplayDialog = lazyPart(
  async () => (await import('../replay/ReplayDialog.tsx')).ReplayDialog,
  closeOverlay,
)
const EndpointDialog = lazyPart(
  async () => (await import('../endpoints/EndpointDialog.tsx')).EndpointDialog,
  closeOverlay,
)

const ExportDialog = lazyPart(
  async () => (await import('../queue-files/ExportDialog.tsx')).ExportDialog,
  closeOverlay,
)
const ImportDialog = lazyPart(
  async () => (await import('../queue-files/ImportDialog.tsx')).ImportDialog,
  closeOverlay,
)

export function Overlays() {
  const overlay = navigation((place) => place.overlay)
  if (!overlay) return null
  return (
    <Suspense>
      <Shown overlay={overlay} />
    </Suspense>
  )
}

function Shown({ overlay }: { overlay: Overlay }) {
  switch (overlay.kind) {
    case 'compose':
      return (
        <Composer
          endpointId={overlay.endpointId}
          fromTemplate={overlay.fromTemplate}
          given={overlay.given}
          onClose={closeOverlay}
          onSent={landOn}
        />
      )
    case 'replay':
      return <ReplayDialog ids={overlay.ids} onClose={closeOverlay} onReplayed={landOnReplays} />
    case 'reschedule':
      return <RescheduleDialog target={{ ids: overlay.ids }} onClose={closeOverlay} />
    case 'delete':
      return <DeleteDialog ids={overlay.ids} onClose={closeOverlay} />
    case 'bulk':
      return <BulkDialog action={overlay.action} filter={overlay.filter} onClose={closeOverlay} />
    case 'endpoint':
      return <EndpointDialog id={overlay.id} onClose={closeOverlay} />
    case 'deleteEndpoint':
      return <DeleteEndpointDialog id={overlay.id} onClose={closeOverlay} />
    case 'view':
      return <ViewDialog id={overlay.id} onClose={closeOverlay} />
    case 'dismissRecovery':
      return <DismissRecoveryDialog onClose={closeOverlay} />
    case 'export':
      return <ExportDialog {...overlay} onClose={closeOverlay} />
    case 'import':
      return <ImportDialog />
    case 'importProblems':
      return <ProblemsDialog jobId={overlay.jobId} onClose={closeOverlay} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeOverlay} />
    case 'palette':
      return <Palette onClose={closeOverlay} />
  }
}

function landOnReplays(ids: string[]): void {
  goTo('deliveries')
  showReplayed(ids)
  focusTable()
}

/** After sending: the table, with what was sent selected. */
function landOn(ids: string[]): void {
  goTo('deliveries')
  land(ids, true)
  focusTable()
  if (ids.length > 1) showToast({ title: `${deliveriesText(ids.length)} accepted` })
}
