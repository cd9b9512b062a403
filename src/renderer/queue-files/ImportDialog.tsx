/** Reads deliveries from a file: choose it, see what would come of it, import. Each step stands in the place of the one before. */
import { FileInput, FileUp } from 'lucide-react'
import { useRef } from 'react'
import { bytesText } from '../deliveries/format.ts'
import { bridge } from '../host/bridge.ts'
import { uploads } from '../host/uploads.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { fileName } from './export-draft.ts'
import { ImportPreview } from './ImportPreview.tsx'
import { closeImport, importRecent, importSession, pickImport } from './import-session.ts'
import { recentFiles } from './recent-files.ts'

export function ImportDialog() {
  const file = importSession((session) => session.file)
  return file ? <ImportPreview key={file.path} file={file} /> : <ChooseFile />
}

function ChooseFile() {
  const busy = importSession((session) => session.busy)
  const refused = importSession((session) => session.refused)
  const upload = uploads(({ current }) => current)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      size="lg"
      title="Import deliveries"
      description="First you see what is in the file. Nothing changes before you say so."
      onClose={closeImport}
      initialFocus={button}
      closeOnOutsidePress={!busy}
    >
      <div className="flex flex-col gap-4">
        <div className="flex min-h-44 flex-col items-center justify-center gap-3 rounded-md border border-dashed border-edge bg-panel p-6 text-center">
          <FileUp className="size-7 text-faint" strokeWidth={1.5} aria-hidden />
          {upload ? (
            <div className="flex w-80 flex-col items-stretch gap-2">
              <p className="truncate" title={upload.name}>
                Uploading {upload.name}
              </p>
              <ProgressBar label={`Uploading ${upload.name}`} share={shareOf(upload)} />
              <p className="tabular text-sm text-muted">
                {bytesText(upload.done)} of {bytesText(upload.total)}
              </p>
              <Button className="self-center" onClick={upload.stop}>
                Stop
              </Button>
            </div>
          ) : (
            <>
              <div>
                <Button
                  ref={button}
                  size="md"
                  variant="primary"
                  icon={<FileInput />}
                  aria-disabled={busy}
                  onClick={pickImport}
                >
                  Choose a file…
                </Button>
                <p className="mt-2 text-sm text-muted">or drop one anywhere on the window</p>
              </div>
            </>
          )}
          {refused !== null && (
            <p role="alert" className="text-sm text-bad">
              {refused}
            </p>
          )}
        </div>
        <Kinds />
        <Recent />
      </div>
    </Dialog>
  )
}

function shareOf({ done, total }: { done: number; total: number }): number | null {
  return total > 0 ? done / total : null
}

function Kinds() {
  return (
    <p className="text-sm text-balance text-muted">
      Exports of this application (<Name text=".jsonl" />, <Name text=".jsonl.zst" />
      ), JSON arrays of events, bbolt databases of the Go package, HAR files, cURL commands and Postman
      collections. What it is, is seen by its contents.
    </p>
  )
}

function Name({ text }: { text: string }) {
  return <span className="font-mono">{text}</span>
}

function Recent() {
  const recent = recentFiles()
  if (bridge.host !== 'electron' || recent.length === 0) return null
  return (
    <section>
      <h3 className="pb-1 text-sm font-medium text-muted">Imported lately</h3>
      <ul aria-label="Imported lately">
        {recent.map((path) => (
          <li key={path}>
            <button
              type="button"
              title={path}
              onClick={() => importRecent(path)}
              className="focus-inset -mx-2 flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-hover"
            >
              <span className="shrink-0 font-medium">{fileName(path)}</span>
              <span className="min-w-0 truncate text-sm text-faint">{path}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
