/**
 * A URL in one line that may be too narrow for it. It is cut in one place: at the end of the host's name while port and
 * path have room, because they tell endpoints apart; else at the beginning of those. All of it stands in the text, and the
 * caller says it whole in a title.
 */
import { splitUrl } from '../deliveries/format.ts'

export function UrlText({ url }: { url: string }) {
  const { host, path } = splitUrl(url)
  const port = /:\d+$/.exec(host)?.[0] ?? ''
  return (
    // Where not even the host's beginning has room, it stands in a line above the one that is seen. Whole characters of a
    // type with equal ones leave no space beside the dots.
    <span className="flex h-[1lh] max-w-[calc(round(down,100%,1ch)+0.5px)] min-w-0 flex-1 flex-wrap content-end overflow-hidden whitespace-pre">
      <span className="max-w-max min-w-0 grow basis-[3ch] truncate text-fg/85">
        {host.slice(0, host.length - port.length)}
      </span>
      {(port || path) && (
        // Written from the right, so that what has no room is cut at its left.
        <span className="max-w-full shrink-0 truncate [direction:rtl]">
          <bdi dir="ltr">
            {port && <span className="text-fg/85">{port}</span>}
            {path}
          </bdi>
        </span>
      )}
    </span>
  )
}
