/** Which columns are shown: the menu of the button in the bar and of the table's head. */
import type { MenuItem } from '../ui/Menu.tsx'
import { columns } from './columns.ts'
import { columnChoice, resetColumns, toggleColumn } from './table-look.ts'

export function useColumnMenu(): MenuItem[] {
  const { hidden } = columnChoice()
  return [
    ...columns.map(({ name, label, leaveOut }) => ({
      label,
      checked: leaveOut === 0 || !hidden.includes(name),
      disabled: leaveOut === 0,
      onSelect: () => toggleColumn(name),
    })),
    'separator',
    { label: 'Columns as at first', onSelect: resetColumns },
  ]
}
