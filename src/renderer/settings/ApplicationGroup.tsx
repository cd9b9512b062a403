/** The settings of the window and of the desktop around it. */
import { useState } from 'react'
import { bridge } from '../host/bridge.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import { Group } from './Group.tsx'

export function ApplicationGroup() {
  return (
    <Group title="Application">
      <ChoiceSetting
        name="theme"
        label="Colours"
        hints={{
          system: 'Light or dark, as the system is.',
          light: 'Always light.',
          dark: 'Always dark.',
        }}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <NotificationSetting />
      {bridge.host === 'electron' && (
        <ChoiceSetting
          name="whenClosed"
          label="Closing the window"
          hints={{
            ask: 'While deliveries are waiting, closing the window asks whether to keep sending.',
            background:
              'While deliveries are waiting, sending goes on without the window, under an icon in the tray.',
            quit: 'Sending ends with the window and goes on at the next start.',
          }}
          options={[
            { value: 'ask', label: 'Ask' },
            { value: 'background', label: 'Keep sending' },
            { value: 'quit', label: 'Quit' },
          ]}
        />
      )}
    </Group>
  )
}

function NotificationSetting() {
  const choice = useLive((live) => live.settings.notifications)
  const [permission, setPermission] = useState(permissionNow)
  const ask = async (): Promise<void> => {
    if (permission === 'default') setPermission(await Notification.requestPermission())
  }
  return (
    <ChoiceSetting
      name="notifications"
      label="Notifications"
      hints={{
        off: 'Nothing is told outside of the window.',
        each: 'Each delivery that fails for good is told, never one that is tried again.',
        digest: 'Deliveries that fail for good are told together, at most once a minute.',
      }}
      options={[
        { value: 'off', label: 'Off' },
        { value: 'digest', label: 'At most one a minute' },
        { value: 'each', label: 'Each failed delivery' },
      ]}
      onChosen={(next) => {
        if (next !== 'off') void ask()
      }}
    >
      {choice !== 'off' && permission === 'default' && (
        <p className="pt-1.5">
          <Button size="md" onClick={() => void ask()}>
            Allow them in this browser
          </Button>
        </p>
      )}
      {choice !== 'off' && permission === 'denied' && (
        <p className="pt-1 text-sm text-warn">
          This browser refuses them for this page. Its settings for the site can allow them.
        </p>
      )}
    </ChoiceSetting>
  )
}

/** The desktop's own need no leave of the page. */
function permissionNow(): NotificationPermission {
  if (bridge.host === 'electron') return 'granted'
  return 'Notification' in window ? Notification.permission : 'denied'
}
