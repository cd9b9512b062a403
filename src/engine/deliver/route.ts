/** How a target is reached: directly or through a proxy, and on which terms. Equal keys can share a connection. */
import type { Transport } from '../../shared/model.ts'
import type { Target } from './target.ts'

export interface Route {
  /** Origin, proxy and, where they matter, the TLS options: never is a connection used on terms it was not made on. */
  key: string
  target: Target
  transport: Transport
  /** The proxy's URL, as it was set. */
  proxy: string | null
  /** Whether the authorities of the operating system count besides Node's own. */
  systemCertificates: boolean
}

export interface RouteOptions {
  /** URL of the proxy for a target, or null. Not asked for targets on this machine. */
  proxyFor?: (url: URL) => string | null
  /** Whether to trust what the operating system trusts, besides Node's own list. */
  systemCertificates?: () => boolean
}

export function createRoutes(options: RouteOptions): (target: Target, transport: Transport) => Route {
  const { proxyFor = (): null => null, systemCertificates = (): boolean => false } = options
  return (target, transport) => {
    const proxy = target.local ? null : proxyFor(target.url)
    const system = (target.secure || proxy !== null) && systemCertificates()
    return {
      key: keyOf(target, transport, { proxy, system }),
      target,
      transport,
      proxy,
      systemCertificates: system,
    }
  }
}

function keyOf(
  { origin, secure }: Target,
  { http2, tls }: Transport,
  { proxy, system }: { proxy: string | null; system: boolean },
): string {
  if (!secure && proxy === null) return origin
  const terms = secure ? [http2, tls.verify, tls.caFile, tls.certFile, tls.keyFile] : []
  return JSON.stringify([origin, proxy, system, ...terms])
}
