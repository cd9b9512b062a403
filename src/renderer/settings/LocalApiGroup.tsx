/** The switch of the local API, and what a script needs to use it: address, token, an example, the document. */
import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { apiExample } from '../../shared/api-example.ts'
import type { ApiAddress } from '../../shared/bridge.ts'
import { bridge } from '../host/bridge.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { copyNamed } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Group } from './Group.tsx'
import { Refused, SettingRow } from './SettingRow.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

export function LocalApiGroup() {
  const isOn = useLive((live) => live.settings.localApi)
  return (
    <Group title="Local API">
      <SwitchSetting
        name="localApi"
        label="Local API"
        hint="Scripts on this machine can send events, follow the feed and use every command, over 127.0.0.1 and with a token. The command line works without it."
      />
      {isOn && <Access />}
    </Group>
  )
}

/** Undefined until the host has answered. */
function useAddress(): ApiAddress | null | undefined {
  const [address, setAddress] = useState<ApiAddress | null>()
  useEffect(() => {
    void bridge.localApi().then(setAddress)
  }, [])
  return address
}

function Access() {
  const dataDir = useLive((live) => live.dataDir)
  const address = useAddress()
  if (address === undefined) return null
  if (address === null) {
    return (
      <SettingRow label="Address" hint="Where scripts reach the application.">
        <Refused message="Its server could not be started. The log says why; start the application again." />
      </SettingRow>
    )
  }
  const { url, token } = address
  return (
    <>
      <CopiedRow
        label="Address"
        hint="Another one at each start, unless “serve --port” names it. It stands in “address.json” in the data folder."
        text={url}
      />
      <SettingRow
        label="Token"
        hint="Whoever has it can use the queue. It is kept in the file “token” in the data folder, readable by you alone."
      >
        <Button size="md" icon={<Copy />} onClick={() => copyNamed('Token', token)}>
          Copy token
        </Button>
      </SettingRow>
      <CopiedRow
        label="Example"
        hint="Sends an event, in a shell. The payload goes out as it stands there."
        text={apiExample({ url, dataDir })}
      />
      <CopiedRow
        label="Document"
        hint="OpenAPI 3.1: every command, events and the stream. It asks for the token too."
        text={`${url}/api/openapi.json`}
      />
    </>
  )
}

interface CopiedRowProps {
  label: string
  hint: string
  text: string
}

function CopiedRow({ label, hint, text }: CopiedRowProps) {
  return (
    <SettingRow long label={label} hint={hint}>
      <div className="flex items-start gap-1">
        <code className="min-w-0 flex-1 py-1 font-mono text-sm leading-5 break-all select-text">{text}</code>
        <IconButton
          label={`Copy the ${label.toLowerCase()}`}
          size="md"
          icon={<Copy />}
          onClick={() => copyNamed(label, text)}
        />
      </div>
    </SettingRow>
  )
}
