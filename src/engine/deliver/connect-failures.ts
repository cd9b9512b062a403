/** Why no connection came about: name lookup, refusals, no way there, unix sockets. */
import { triedAddresses } from './error-facts.ts'
import type { Failure, FailurePlace } from './failure.ts'

export function connectFailure(code: string, thrown: unknown, place: FailurePlace): Failure | null {
  if (place.target.socketPath !== null) return socketFailure(code, place.target.socketPath)
  const { proxy, phase, target } = place
  const host = proxy === null ? target.hostname : proxy.replace(/:\d+$/, '')
  const where = `${proxy === null ? target.where : `the proxy ${proxy}`}${triedAddresses(thrown, host)}`
  switch (code) {
    case 'ECONNREFUSED':
      return {
        errorCode: 'refused',
        errorMessage:
          proxy === null
            ? `Connection refused on ${where}: nothing listens there. Start the receiver, or check the port.`
            : `Connection refused by ${where}: nothing listens there. Start the proxy, or change it in the settings.`,
      }
    case 'ENOTFOUND':
    case 'ENODATA':
      return {
        errorCode: 'dns',
        errorMessage: `The name ${nameOf(host, proxy)} does not resolve to an address (${code}). Check its spelling, or whether it exists only inside a VPN.`,
      }
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'ESERVFAIL':
      return {
        errorCode: 'dns',
        errorMessage: `The name ${nameOf(host, proxy)} could not be looked up (${code}): the name server did not answer. Check this machine's network connection.`,
      }
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EHOSTDOWN':
    case 'EADDRNOTAVAIL':
      return {
        errorCode: 'failed',
        errorMessage: `No way to ${where} from this machine (${code}). Check the network connection and any VPN.`,
      }
    case 'ETIMEDOUT':
      if (phase !== 'connecting') return null
      return {
        errorCode: 'timeout_connect',
        errorMessage: `No connection to ${where}: the host does not answer (${code}). Check the address, and any firewall or VPN in between.`,
      }
    default:
      return null
  }
}

function nameOf(host: string, proxy: string | null): string {
  return proxy === null ? host : `${host} of the proxy`
}

function socketFailure(code: string, path: string): Failure | null {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        errorCode: 'refused',
        errorMessage: `There is no such socket: ${path}. Start the receiver, or check the path.`,
      }
    case 'ECONNREFUSED':
      return {
        errorCode: 'refused',
        errorMessage: `Connection refused on ${path}: the file is there, but nothing listens on it. Start the receiver.`,
      }
    case 'EACCES':
    case 'EPERM':
      return {
        errorCode: 'refused',
        errorMessage: `This user may not connect to ${path} (${code}). Change the permissions of the socket or of a folder above it.`,
      }
    case 'EPROTOTYPE':
    case 'ENOTSOCK':
      return {
        errorCode: 'refused',
        errorMessage: `${path} is no socket that takes connections (${code}). Check the path.`,
      }
    default:
      return null
  }
}
