/** Which proxy a request goes through: the setting, else the environment, as other command-line tools read it. */
import { proxyExceptions } from './no-proxy.ts'

export interface ProxySetting {
  /** Empty: what the environment says. `off`: none. Else the URL of the proxy for all targets. */
  setting: string
  /** `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case; lower case wins, as in curl. */
  env: Readonly<Record<string, string | undefined>>
}

/**
 * Answers with a function from a target's URL to the proxy's, or null for a direct connection. `NO_PROXY` holds for a
 * proxy of the settings too, as it does in curl: what it names is reached only directly.
 */
export function proxyChoice({ setting, env }: ProxySetting): (url: URL) => string | null {
  if (setting.trim().toLowerCase() === 'off') return () => null
  const read = (name: string): string => env[name.toLowerCase()]?.trim() || env[name]?.trim() || ''
  const all = setting.trim() || read('ALL_PROXY')
  const proxies: Record<string, string> = {
    'http:': setting.trim() || read('HTTP_PROXY') || all,
    'https:': setting.trim() || read('HTTPS_PROXY') || all,
  }
  if (!proxies['http:'] && !proxies['https:']) return () => null
  const isException = proxyExceptions(read('NO_PROXY'))
  return (url) => (proxies[url.protocol] && !isException(url) ? (proxies[url.protocol] ?? null) : null)
}
