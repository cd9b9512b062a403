/** Where everything is. */
import { Copy, FolderOpen } from 'lucide-react'
import { bridge } from '../host/bridge.ts'
import { useLive } from '../live/store.ts'
import { copyNamed } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { SettingRow } from './SettingRow.tsx'

export function DataFolder() {
  const dataDir = useLive((live) => live.dataDir)
  return (
    <SettingRow
      long
      label="Data folder"
      hint="The queue and these settings. Choose another at start with --data-dir."
    >
      <div className="flex items-start gap-1">
        <span className="min-w-0 flex-1 py-1 font-mono text-sm leading-5 break-all select-text">
          {dataDir}
        </span>
        <IconButton
          label="Copy the path"
          size="md"
          icon={<Copy />}
          onClick={() => copyNamed('Path', dataDir)}
        />
        {bridge.host === 'electron' && (
          <IconButton
            label="Open the data folder"
            size="md"
            icon={<FolderOpen />}
            onClick={() => bridge.openFolder('data')}
          />
        )}
      </div>
    </SettingRow>
  )
}
