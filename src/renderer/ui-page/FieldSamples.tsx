/** Where something is typed or chosen: empty, filled, wrong, disabled. */
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { TextInput } from '../ui/TextInput.tsx'

const compressions = [
  { value: 'auto', label: 'Automatic' },
  { value: 'off', label: 'Off' },
] as const

export function FieldSamples() {
  const [text, setText] = useState('')
  const [url, setUrl] = useState('http://localhost:3000/hooks')
  const [compression, setCompression] = useState<'auto' | 'off'>('auto')
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="Name" hint="As it is shown in lists.">
        <TextInput value={text} onChange={setText} placeholder="Shop" />
      </Field>
      <Field label="URL">
        <TextInput mono value={url} onChange={setUrl} />
      </Field>
      <Field label="Wait" error="A duration such as 5s, 1m30s or 24h.">
        <TextInput mono value="5 seconds" onChange={() => {}} />
      </Field>
      <Field label="Disabled">
        <TextInput disabled value="not now" onChange={() => {}} />
      </Field>
      <Field label="Compression">
        <Select value={compression} onChange={setCompression} options={[...compressions]} />
      </Field>
      <Field label="Target">
        <SuggestInput value={url} onChange={setUrl} suggestions={['http://localhost:3000/hooks']} />
      </Field>
      <TextInput
        size="sm"
        icon={<Search />}
        aria-label="Filter"
        value={text}
        onChange={setText}
        placeholder="Filter"
      />
    </div>
  )
}
