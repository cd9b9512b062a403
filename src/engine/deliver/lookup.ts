/**
 * Names to addresses, for connecting. `localhost` and the names below it are this machine on both of its loopback
 * addresses (RFC 6761, section 6.3), whatever the hosts file says: a development server listens on one of the two.
 */
import { type LookupAddress, type LookupOptions, lookup as lookupName } from 'node:dns'
import { isLocalName } from './target.ts'

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

const loopback: LookupAddress[] = [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
]

/** For `net.connect`, which asks for all addresses and tries them in turn. */
export function lookup(hostname: string, options: LookupOptions, callback: Callback): void {
  if (!isLocalName(hostname)) {
    lookupName(hostname, options, callback)
  } else if (options.all) {
    process.nextTick(callback, null, loopback)
  } else {
    process.nextTick(callback, null, '127.0.0.1', 4)
  }
}
