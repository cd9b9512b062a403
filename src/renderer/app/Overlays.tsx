/** The one thing that lies over the screens, if any. Composer and replay load with their editor when first opened. */
import { Suspense } from 'react'
import { land, showReplayed } from '../deliveries/actions.ts'
import { DeleteDialog } from '../deliveries/DeleteDialog.tsx'
import { deliveriesText } from '../deliveries/format.ts'
import { showToast } from '../ui/Toast.tsx'
import { lazyPart } from './lazy-part.tsx'
import { closeOverlay, goTo, navigation } from './navigation.ts'
import { Palette } from './Palette.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

const Composer = lazyPart(async () => (await import('../composer/Composer.tsx')).Composer, closeOverlay)
const ReplayDialog = lazyPart(
  async () => (await import('../replay/ReplayDialog.tsx')).ReplayDialog,
  closeOverlay,
)

export function Overlays() {
  const overlay = navigation((place) => place.overlay)
  if (!overlay) return null
  return (
    <Suspense>
      {overlay.kind === 'compose' && <Composer onClose={closeOverlay} onSent={landOn} />}
      {overlay.kind === 'replay' && (
        <ReplayDialog
          ids={overlay.ids}
          onClose={closeOverlay}
          onReplayed={(ids: string[]) => {
            goTo('deliveries')
            showReplayed(ids)
          }}
        />
      )}
      {overlay.kind === 'delete' && <DeleteDialog ids={overlay.ids} onClose={closeOverlay} />}
      {overlay.kind === 'shortcuts' && <ShortcutsDialog onClose={closeOverlay} />}
      {overlay.kind === 'palette' && <Palette onClose={closeOverlay} />}
    </Suspense>
  )
}

/** After sending: the table, with what was sent selected. */
function landOn(ids: string[]): void {
  goTo('deliveries')
  land(ids, true)
  if (ids.length > 1) showToast({ title: `${deliveriesText(ids.length)} accepted` })
}
