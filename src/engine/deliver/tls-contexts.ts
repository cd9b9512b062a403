/**
 * What TLS connections are made with: one context for the same options, because reading the list of authorities anew
 * for each connection takes tens of ms. One per sender, so that nothing outlives it.
 */
import { createSecureContext, type SecureContext } from 'node:tls'
import type { TlsOptions } from '../../shared/model.ts'
import { builtInAuthorities, systemAuthorities } from './authorities.ts'
import { ExplainedError } from './failure.ts'
import { readTlsFiles, tlsFilesVersion } from './tls-files.ts'

/** Endpoints with files of their own are few; each context holds a few MB. */
const mostContexts = 20

export interface ContextNeeds {
  tls: Pick<TlsOptions, 'caFile' | 'certFile' | 'keyFile'>
  systemCertificates: boolean
}

/** Throws an `ExplainedError` with code `tls_files` where a file is missing or broken. */
export type TlsContexts = (needs: ContextNeeds) => SecureContext

export function createTlsContexts(): TlsContexts {
  const contexts = new Map<string, SecureContext>()
  return (needs) => {
    const { caFile, certFile, keyFile } = needs.tls
    const version = tlsFilesVersion({ verify: true, ...needs.tls })
    const key = JSON.stringify([caFile, certFile, keyFile, version, needs.systemCertificates])
    let context = contexts.get(key)
    if (!context) {
      context = createContext(needs)
      if (contexts.size >= mostContexts) contexts.clear()
      contexts.set(key, context)
    }
    return context
  }
}

function createContext({ tls, systemCertificates }: ContextNeeds): SecureContext {
  const { authorities, certificate, key } = readTlsFiles({ verify: true, ...tls })
  const more = systemCertificates ? [...systemAuthorities(), ...authorities] : authorities
  try {
    return createSecureContext({
      // Naming any replaces Node's own.
      ...(more.length > 0 && { ca: [...new Set([...builtInAuthorities(), ...more])] }),
      ...(certificate !== null && key !== null && { cert: certificate, key }),
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const files = [tls.caFile, tls.certFile, tls.keyFile].filter((path) => path !== null).join(', ')
    throw new ExplainedError(
      'tls_files',
      `TLS cannot use ${files || "this machine's authorities"} (${reason}).`,
    )
  }
}
