/** Which endpoint deliveries go to, those that the sidebar knows; '' where none is chosen yet. */
import { useLive } from '../live/store.ts'
import { Select } from '../ui/Select.tsx'

interface EndpointSelectProps {
  value: string
  onChange: (endpointId: string) => void
}

export function EndpointSelect({ value, onChange }: EndpointSelectProps) {
  const endpoints = useLive((live) => live.endpoints)
  return (
    <Select
      value={value}
      options={[
        ...(value === '' ? [{ value: '', label: 'Choose one' }] : []),
        ...endpoints.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={onChange}
    />
  )
}
