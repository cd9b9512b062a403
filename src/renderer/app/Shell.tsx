/** The frame around the screens: header strip, sidebar, the chosen screen, and what lies over it. */
import { Suspense } from 'react'
import { Group, Panel, useDefaultLayout } from 'react-resizable-panels'
import { DeliveriesScreen } from '../deliveries/DeliveriesScreen.tsx'
import { PaneSeparator } from '../ui/PaneSeparator.tsx'
import { Announcer } from './Announcer.tsx'
import { Banner } from './Banner.tsx'
import { DropTarget } from './DropTarget.tsx'
import { HeaderStrip } from './HeaderStrip.tsx'
import { lazyPart } from './lazy-part.tsx'
import { navigation } from './navigation.ts'
import { Overlays } from './Overlays.tsx'
import { Sidebar } from './Sidebar.tsx'

const ReceiverScreen = lazyPart(async () => (await import('../receiver/ReceiverScreen.tsx')).ReceiverScreen)
const EndpointsScreen = lazyPart(
  async () => (await import('../endpoints/EndpointsScreen.tsx')).EndpointsScreen,
)
const PulseScreen = lazyPart(async () => (await import('../pulse/PulseScreen.tsx')).PulseScreen)
const LogScreen = lazyPart(async () => (await import('../log/LogScreen.tsx')).LogScreen)
const SettingsScreen = lazyPart(async () => (await import('../settings/SettingsScreen.tsx')).SettingsScreen)

export function Shell() {
  const layout = useDefaultLayout({ id: 'window', onlySaveAfterUserInteractions: true })
  return (
    <div className="flex h-full flex-col">
      <HeaderStrip />
      <Banner />
      <Group
        className="min-h-0 flex-1"
        {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
        onLayoutChanged={layout.onLayoutChanged}
      >
        <Panel
          id="sidebar"
          minSize={150}
          maxSize={320}
          defaultSize={196}
          groupResizeBehavior="preserve-pixel-size"
        >
          <Sidebar />
        </Panel>
        <PaneSeparator />
        <Panel id="screen" minSize={400}>
          <main className="h-full">
            <Suspense fallback={<div className="h-full" aria-busy />}>
              <CurrentScreen />
            </Suspense>
          </main>
        </Panel>
      </Group>
      <Overlays />
      <DropTarget />
      <Announcer />
    </div>
  )
}

function CurrentScreen() {
  const screen = navigation((place) => place.screen)
  switch (screen) {
    case 'deliveries':
      return <DeliveriesScreen />
    case 'endpoints':
      return <EndpointsScreen />
    case 'pulse':
      return <PulseScreen />
    case 'log':
      return <LogScreen />
    case 'receiver':
      return <ReceiverScreen />
    case 'settings':
      return <SettingsScreen />
  }
}
