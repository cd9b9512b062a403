/** What opens over the window, each from its button. */
import { Copy, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { AskToDelete } from '../ui/AskToDelete.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { showToast } from '../ui/Toast.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'

export function FloatingSamples() {
  const [open, setOpen] = useState<'dialog' | 'question' | 'popover' | null>(null)
  const close = (): void => setOpen(null)
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setOpen('dialog')}>Dialog</Button>
      <Button onClick={() => setOpen('question')}>Question</Button>
      <Popover
        title="A pane"
        open={open === 'popover'}
        onOpenChange={(next) => setOpen(next ? 'popover' : null)}
        trigger={<Button>Pane</Button>}
      >
        <p className="p-3">What is looked at now and then.</p>
      </Popover>
      <Menu
        trigger={<Button>Menu</Button>}
        items={[
          { label: 'Copy', icon: <Copy />, shortcut: 'C', onSelect: () => {} },
          { label: 'With a detail', detail: 'localhost', onSelect: () => {} },
          { label: 'Disabled', disabled: true, onSelect: () => {} },
          'separator',
          { label: 'Delete…', icon: <Trash2 />, danger: true, onSelect: () => {} },
        ]}
      />
      <Button onClick={() => showToast({ title: 'Done', detail: '3 deliveries are held.' })}>Notice</Button>
      <Button
        onClick={() =>
          showToast({
            kind: 'error',
            title: 'Not saved',
            detail: 'The name is taken. Choose another one.',
            action: { label: 'Try again', run: () => {} },
          })
        }
      >
        Error
      </Button>
      <Tooltip text="What it does" shortcut="R">
        <Button>Tooltip</Button>
      </Tooltip>
      {open === 'dialog' && (
        <Dialog
          title="A dialog"
          description="A sentence below its title."
          onClose={close}
          footer={
            <Button variant="primary" size="md" onClick={close}>
              Save
            </Button>
          }
        >
          What it is about.
        </Dialog>
      )}
      {open === 'question' && (
        <AskToDelete title="Delete 3 deliveries?" action="Delete" onDelete={async () => {}} onClose={close}>
          They go for good, with their attempts.
        </AskToDelete>
      )}
    </div>
  )
}
