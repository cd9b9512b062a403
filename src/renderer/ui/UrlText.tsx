/**
 * A URL in one line that may be too narrow for it. Port and end tell endpoints apart, so they stay; the host gives way
 * first, then the beginning of the path. All of it stands in the text, and the caller says it whole in a title.
 */
import { classes } from './classes.ts'
import { splitPath, splitUrl } from '../deliveries/format.ts'

export function UrlText({ url }: { url: string }) {
  const { host, path } = splitUrl(url)
  const { head, tail } = splitPath(path)
  const port = /:\d+$/.exec(host)?.[0] ?? ''
  return (
    <span className="flex min-w-0 flex-1 whitespace-pre">
      <span className="min-w-[3ch] shrink-[100000] truncate text-fg/85">
        {host.slice(0, host.length - port.length)}
      </span>
      {port && <span className="shrink-0 text-fg/85">{port}</span>}
      {head && (
        // The colon before what is asked for over a socket needs no more room than it has.
        <span className={classes('shrink-[1000] truncate', head.length > 1 && 'min-w-[2ch]')}>{head}</span>
      )}
      {tail && <span className="min-w-0 truncate">{tail}</span>}
    </span>
  )
}
