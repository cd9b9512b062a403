/** What the filter's menus offer, as data: the bar shows them side by side, or in one menu where there is little room. */
import { deliveryStates } from '../../../shared/model.ts'
import { inOrder } from '../../endpoints/in-order.ts'
import { deliveryList } from '../../live/deliveries.ts'
import { useLive } from '../../live/store.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { StateMark, stateLabels } from '../../ui/StateMark.tsx'
import { answerClasses, answerLabel, commonErrors } from './answers.ts'
import { changeFilter } from './change-filter.ts'
import { toggled } from './filter-parts.ts'
import { acceptedWithin, timePresets } from './time-presets.ts'

export interface FilterMenu {
  label: string
  items: MenuItem[]
}

/** More would make a list that no one reads; the sidebar and the text find the others. */
const mostEndpoints = 100

export function useFilterMenus(openTimes: () => void): FilterMenu[] {
  const filter = deliveryList((list) => list.filter)
  const categories = deliveryList((list) => list.categories)
  const answered = deliveryList((list) => list.answers)
  const endpoints = useLive((live) => live.endpoints)
  const answer = (name: string): MenuItem => ({
    label: answerLabel(name),
    key: name,
    checked: filter.answers?.includes(name) ?? false,
    onSelect: () => changeFilter({ answers: toggled(filter.answers, name) }),
  })
  const others = answered.filter((name) => !commonErrors.includes(name))
  return [
    {
      label: 'State',
      items: deliveryStates.map((state) => ({
        label: stateLabels[state],
        icon: <StateMark state={state} named={false} />,
        checked: filter.states?.includes(state) ?? false,
        onSelect: () => changeFilter({ states: toggled(filter.states, state) }),
      })),
    },
    {
      label: 'Answer',
      items: [
        ...answerClasses.map(answer),
        ...(others.length > 0 ? (['separator'] as const) : []),
        ...others.map(answer),
        'separator',
        ...commonErrors.map(answer),
      ],
    },
    {
      label: 'Category',
      items: choices(
        categories.map((name) => [name, name]),
        'category',
      ),
    },
    {
      label: 'Endpoint',
      items: choices(
        inOrder(endpoints.slice(0, mostEndpoints)).map(({ id, name }) => [id, name]),
        'endpointId',
      ),
    },
    {
      label: 'Time',
      items: [
        ...timePresets.map(([label, ms]) => ({ label, onSelect: () => acceptedWithin(ms) })),
        'separator',
        { label: 'From and until…', onSelect: openTimes },
      ],
    },
  ]
}

/** One at a time: a delivery has one of them. */
function choices(
  options: readonly (readonly [value: string, label: string])[],
  part: 'category' | 'endpointId',
): MenuItem[] {
  const current = deliveryList.getState().filter[part]
  if (options.length === 0) return [{ label: 'None yet', disabled: true, onSelect: () => {} }]
  return options.map(([value, label]) => ({
    key: value,
    label,
    checked: value === current,
    onSelect: () => changeFilter({ [part]: value === current ? undefined : value }),
  }))
}
