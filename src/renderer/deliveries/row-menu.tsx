/** What the menu at the pointer offers for the selected deliveries: the inspector's actions, and filters like this row. */
import {
  Ban,
  CalendarClock,
  Copy,
  Download,
  Pause,
  Pencil,
  Play,
  Repeat,
  RotateCw,
  Trash2,
} from 'lucide-react'
import type { DeliveryRow } from '../../shared/model.ts'
import type { BulkAction } from '../app/navigation.ts'
import type { MenuAction, MenuItem } from '../ui/Menu.tsx'
import { showInLog } from '../log/log-view.ts'
import {
  askToDelete,
  cancel,
  copyCurl,
  copyPayload,
  hold,
  release,
  replayAsIs,
  replayWithEdits,
  reschedule,
  retryNow,
} from './actions.ts'
import { exportSelected } from '../queue-files/open-export.ts'
import { answerText } from './filter/answers.ts'
import { changeFilter } from './filter/change-filter.ts'
import { isPossible } from './possible.ts'
import { statesOf } from './selection.ts'
import { nextNowText } from './state-text.ts'

/** `row` is the one under the pointer, `ids` the selection that holds it. */
export function rowMenu(row: DeliveryRow, ids: string[]): MenuItem[] {
  const states = statesOf(ids)
  const several = ids.length > 1
  const isRefused = (action: BulkAction): { disabled: boolean } => ({ disabled: !isPossible(action, states) })
  return [
    {
      label: several ? 'Retry now' : nextNowText(row),
      shortcut: 'T',
      icon: <RotateCw />,
      onSelect: () => void retryNow(ids),
      ...isRefused('retry'),
    },
    {
      // Of several it asks first.
      label: several ? 'Replay…' : 'Replay',
      shortcut: 'R',
      icon: <Repeat />,
      onSelect: () => void replayAsIs(ids),
    },
    ...(several ? [] : [withEdits(ids)]),
    'separator',
    ...holdItems(row, ids).map((item) => ({
      ...item,
      ...isRefused(item.label === 'Hold' ? 'hold' : 'release'),
    })),
    {
      label: 'Reschedule…',
      shortcut: 'Shift H',
      icon: <CalendarClock />,
      onSelect: () => reschedule(ids),
      ...isRefused('reschedule'),
    },
    {
      label: 'Cancel',
      shortcut: 'X',
      icon: <Ban />,
      onSelect: () => void cancel(ids),
      ...isRefused('cancel'),
    },
    'separator',
    { label: 'Copy as cURL', shortcut: 'C', icon: <Copy />, onSelect: () => void copyCurl(row.id) },
    { label: 'Copy payload', shortcut: 'Shift C', onSelect: () => void copyPayload(row.id) },
    { label: 'Export…', icon: <Download />, onSelect: () => exportSelected(ids) },
    'separator',
    ...filterItems(row),
    { label: 'Its lines of the log', shortcut: 'L', onSelect: () => showInLog(row.id) },
    'separator',
    {
      label: 'Delete…',
      shortcut: 'Delete',
      icon: <Trash2 />,
      danger: true,
      onSelect: () => askToDelete(ids),
      ...isRefused('delete'),
    },
  ]
}

function withEdits(ids: string[]): MenuAction {
  return {
    label: 'Replay with edits…',
    shortcut: 'Shift R',
    icon: <Pencil />,
    onSelect: () => replayWithEdits(ids),
  }
}

function filterItems({ category, endpointId, lastStatusCode, lastErrorCode }: DeliveryRow): MenuItem[] {
  const answer = lastStatusCode === null ? lastErrorCode : String(lastStatusCode)
  const only: MenuItem[] = [
    { label: 'Only this category', detail: category, onSelect: () => changeFilter({ category }) },
    { label: 'Only this endpoint', onSelect: () => changeFilter({ endpointId }) },
  ]
  if (answer === null) return only
  return [
    ...only,
    {
      label: 'Only this answer',
      detail: answerText(answer),
      onSelect: () => changeFilter({ answers: [answer] }),
    },
  ]
}

/** The key H does what fits the one under the pointer; of several both may be wanted. */
function holdItems({ state }: DeliveryRow, ids: string[]): MenuAction[] {
  const isHeld = state === 'held'
  const holding: MenuAction = {
    label: 'Hold',
    icon: <Pause />,
    ...(isHeld ? {} : { shortcut: 'H' }),
    onSelect: () => void hold(ids),
  }
  const releasing: MenuAction = {
    label: 'Release',
    icon: <Play />,
    ...(isHeld ? { shortcut: 'H' } : {}),
    onSelect: () => void release(ids),
  }
  if (ids.length > 1) return [holding, releasing]
  return [isHeld ? releasing : holding]
}
