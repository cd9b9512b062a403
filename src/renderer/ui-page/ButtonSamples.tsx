/** Everything that is pressed, switched or chosen. */
import { Copy, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { RadioCards } from '../ui/RadioCards.tsx'
import { SwitchRow } from '../ui/SwitchRow.tsx'
import { Tabs } from '../ui/Tabs.tsx'

const variants = ['primary', 'secondary', 'ghost', 'danger'] as const
const sizes = ['sm', 'md'] as const

export function ButtonSamples() {
  const [tab, setTab] = useState<'one' | 'two'>('one')
  const [card, setCard] = useState<'as-is' | 'new'>('as-is')
  const [isOn, setOn] = useState(true)
  return (
    <div className="flex flex-col gap-3">
      {sizes.map((size) => (
        <div key={size} className="flex flex-wrap items-center gap-2">
          {variants.map((variant) => (
            <Button key={variant} variant={variant} size={size} icon={<Plus />}>
              {variant}
            </Button>
          ))}
          <Button size={size} disabled>
            disabled
          </Button>
          <IconButton size={size} label="Copy" icon={<Copy />} />
        </div>
      ))}
      <div className="flex gap-3">
        <Kbd chord="Ctrl K" />
        <Kbd chord="Shift R" />
        <Kbd chord="?" />
      </div>
      <SwitchRow label="A switch" hint="What it does." checked={isOn} onChange={setOn} />
      <SwitchRow label="A dangerous one" hint="Off is risky." dangerOff checked={false} onChange={() => {}} />
      <SwitchRow label="Disabled" hint="Not now." disabled checked={false} onChange={() => {}} />
      <RadioCards
        label="Ids"
        value={card}
        onChange={setCard}
        options={[
          { value: 'as-is', title: 'Keep the event id', detail: 'The receiver can tell a copy.' },
          { value: 'new', title: 'New event ids', detail: 'As if it had happened again.' },
        ]}
      />
      <Tabs
        label="Sample"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'one', label: 'One' },
          { value: 'two', label: 'Two', badge: <span className="text-faint">2</span> },
        ]}
      >
        <p className="p-2">{tab === 'one' ? 'The first.' : 'The second.'}</p>
      </Tabs>
    </div>
  )
}
