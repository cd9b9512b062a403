/** The type scale, and texts that have to give way. */
import { UrlText } from '../ui/UrlText.tsx'

const url = 'http://localhost:3000/a/rather/long/path/to/the/hooks/of/somebody?with=a&query=as-well'

export function TextSamples() {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xl font-semibold">text-xl, 18 px</p>
      <p className="text-lg">text-lg, 15 px</p>
      <p>text-base, 13 px</p>
      <p className="text-sm text-muted">text-sm, 12 px, muted</p>
      <p className="text-xs text-faint">text-xs, 11 px, faint</p>
      <p className="font-mono text-sm">mono 0123456789 O0 l1I {'{}'}</p>
      {['w-full', 'w-60', 'w-32'].map((width) => (
        <p key={width} className={`flex font-mono text-sm ${width}`}>
          <UrlText url={url} />
        </p>
      ))}
    </div>
  )
}
