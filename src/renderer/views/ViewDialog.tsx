/** Asks for a view's name: of a new one, or another one for one that there is. */
import { useState } from 'react'
import { focusTable } from '../deliveries/table-focus.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { renameView, saveAsView } from './view-actions.ts'

interface ViewDialogProps {
  /** Without it what the table shows is saved. */
  id: string | undefined
  onClose: () => void
}

export function ViewDialog({ id, onClose }: ViewDialogProps) {
  const before = useLive((live) => live.views.find((view) => view.id === id)?.name ?? '')
  const [name, setName] = useState(before)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    if (name.trim() === '' || busy) return
    setBusy(true)
    const complaint = await (id === undefined ? saveAsView(name) : renameView(id, name))
    setBusy(false)
    if (complaint !== null) return setRefused(complaint)
    onClose()
    // The button that asked for it goes as soon as the view is saved.
    if (id === undefined) focusTable()
  }
  return (
    <Dialog
      size="sm"
      title={id === undefined ? 'Save view' : 'Rename view'}
      {...(id === undefined ? { description: 'Filter, order and columns are kept under a name.' } : {})}
      onClose={onClose}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="primary"
            disabled={name.trim() === '' || busy}
            onClick={() => void save()}
          >
            {id === undefined ? 'Save view' : 'Rename'}
          </Button>
        </>
      }
    >
      <Field label="Name" error={refused}>
        <TextInput
          value={name}
          maxLength={100}
          onChange={(next) => {
            setName(next)
            setRefused(null)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void save()
          }}
        />
      </Field>
    </Dialog>
  )
}
