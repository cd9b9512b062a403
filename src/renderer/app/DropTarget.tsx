/**
 * The whole window takes a file: it is shown while one is dragged over it, and what is dropped opens the composer, or the
 * import where it is a queue file. Nothing that is dropped ever leads the window away, and no editor takes a file for itself.
 */
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { showToast } from '../ui/Toast.tsx'
import { importDropped } from '../queue-files/import-session.ts'
import {
  chooseDropped,
  type Dropped,
  headBytes,
  isQueueFile,
  isTooLarge,
  readDropped,
  readHead,
} from './drop-rule.ts'
import { navigation, openOverlay } from './navigation.ts'

export function DropTarget() {
  const [over, setOver] = useState(false)
  useEffect(() => listenToDrops(setOver), [])
  if (!over) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-scrim p-4">
      <div className="flex h-full w-full flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed border-accent bg-canvas/90 text-center">
        <FileDown className="size-8 text-accent-strong" strokeWidth={1.5} aria-hidden />
        <p className="text-lg font-semibold">Drop it to compose an event or to import</p>
        <p className="text-sm text-muted">
          A queue file is looked through first. Another becomes the payload, byte for byte.
        </p>
      </div>
    </div>
  )
}

/** Leaving one element enters the next: only the counts tell whether the pointer is still over the window. */
function listenToDrops(setOver: (over: boolean) => void): () => void {
  let depth = 0
  const listen = new AbortController()
  const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', run: (event: DragEvent) => void): void =>
    window.addEventListener(type, run, { capture: true, signal: listen.signal })
  const end = (): void => {
    depth = 0
    setOver(false)
  }
  on('dragenter', (event) => {
    if (!bringsFiles(event)) return
    depth += 1
    setOver(takesFiles())
  })
  on('dragleave', (event) => {
    if (!bringsFiles(event)) return
    depth -= 1
    if (depth <= 0) end()
  })
  on('dragover', (event) => {
    if (!bringsFiles(event) && isEditable(event.target)) return
    event.preventDefault()
    if (event.dataTransfer)
      event.dataTransfer.dropEffect = bringsFiles(event) && takesFiles() ? 'copy' : 'none'
  })
  on('drop', (event) => {
    if (!bringsFiles(event) && isEditable(event.target)) return
    event.preventDefault()
    if (!bringsFiles(event)) return
    event.stopPropagation()
    end()
    if (takesFiles()) void take([...(event.dataTransfer?.files ?? [])])
  })
  return () => listen.abort()
}

/** A dialog that asks something else is not replaced by a file. */
function takesFiles(): boolean {
  const { overlay } = navigation.getState()
  return overlay === null || ['compose', 'palette', 'import'].includes(overlay.kind)
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
}

async function take(files: File[]): Promise<void> {
  const chosen = chooseDropped(files)
  if (!chosen.ok) return refuse(chosen)
  const { file } = chosen
  const dropped = isQueueFile(file) ? ({ ok: true, as: 'queue' } as const) : await read(file)
  if (!dropped.ok) refuse(dropped)
  else if (dropped.as === 'queue') importDropped(file)
  else openOverlay({ kind: 'compose', given: { draft: dropped.draft } })
}

async function read(file: File): Promise<Dropped> {
  try {
    const head = file.slice(0, headBytes)
    if (isTooLarge(file)) return readHead(file, new Uint8Array(await head.arrayBuffer()))
    return readDropped(file.name, new Uint8Array(await file.arrayBuffer()))
  } catch {
    // A folder, or a file that has gone meanwhile.
    const detail = 'Drop one file: a payload, or a queue file.'
    return { ok: false, title: `${file.name} could not be read`, detail }
  }
}

function refuse({ title, detail }: Dropped & { ok: false }): void {
  showToast({ kind: 'error', about: 'drop', title, detail })
}
