/** The last net under the screens: a defect in drawing shows itself and a way out, instead of an empty window. */
import { RotateCw, TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { liveStore } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'

interface State {
  error: Error | null
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <main role="alert" className="flex h-full items-center justify-center overflow-auto bg-canvas p-8">
        <div className="flex w-120 max-w-full flex-col items-start gap-4">
          <TriangleAlert className="size-8 text-bad" strokeWidth={1.5} aria-hidden />
          <div>
            <h1 className="text-xl font-semibold">The window ran into a defect</h1>
            <p className="mt-2 text-muted">
              {liveStore.getState().phase === 'lost'
                ? 'The connection to Webhook Dispatcher is lost as well. Load the window again when it is back.'
                : 'Sending goes on: the queue does not depend on this window. Load it again to go on watching.'}
            </p>
          </div>
          <code className="font-mono text-sm break-all text-muted select-text">{error.message}</code>
          <Button variant="primary" size="md" icon={<RotateCw />} onClick={() => location.reload()}>
            Load again
          </Button>
        </div>
      </main>
    )
  }
}
