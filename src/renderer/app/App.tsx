/** Chooses what fills the window: the screens, or why there are none. Puts the providers and the toasts around it. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, Suspense } from 'react'
import { useLive } from '../live/store.ts'
import { Toasts } from '../ui/Toast.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { BootError } from './BootError.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'

/** Nobody who works meets it, so it is not fetched ahead as the parts of the window are. */
const UiPage = lazy(async () => ({ default: (await import('../ui-page/UiPage.tsx')).UiPage }))

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider delay={500} closeDelay={0}>
        <ErrorBoundary>
          {location.hash === '#/ui' ? (
            <Suspense>
              <UiPage />
            </Suspense>
          ) : (
            <Content />
          )}
        </ErrorBoundary>
        <Toasts />
      </TooltipProvider>
    </CSPProvider>
  )
}

function Content() {
  const phase = useLive((live) => live.phase)
  const failure = useLive((live) => live.failure)
  if (failure) return <BootError failure={failure} />
  if (phase === 'starting') return <div className="h-full bg-canvas" aria-busy aria-label="Starting" />
  return <Shell />
}
