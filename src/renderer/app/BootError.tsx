/** The whole window when there is nothing to show: what happened, what to do, and a way to try again. */
import { RotateCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { tryAgain } from '../live/start.ts'
import { Button } from '../ui/Button.tsx'
import { adviceFor } from './boot-advice.ts'

export function BootError({ failure }: { failure: Failure }) {
  const { title, steps } = adviceFor(failure.code)
  const [busy, setBusy] = useState(false)
  return (
    <main role="alert" className="flex h-full items-center justify-center overflow-auto bg-canvas p-8">
      <div className="flex w-120 max-w-full flex-col gap-4">
        <TriangleAlert className="size-8 text-bad" strokeWidth={1.5} aria-hidden />
        <div>
          <h1 className="text-xl font-semibold">{title}</h1>
          <p className="mt-2 break-words select-text">{failure.message}</p>
        </div>
        <ul className="flex list-disc flex-col gap-1 pl-4 text-muted">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <div className="flex items-center gap-3">
          <Button
            variant="primary"
            size="md"
            icon={<RotateCw />}
            disabled={busy}
            onClick={() => {
              setBusy(true)
              void tryAgain().finally(() => setBusy(false))
            }}
          >
            Try again
          </Button>
          <code className="font-mono text-sm text-faint select-text">{failure.code}</code>
        </div>
      </div>
    </main>
  )
}
