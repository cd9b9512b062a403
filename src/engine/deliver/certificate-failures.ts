/** Why a certificate was not taken, and what a server wants of ours. */
import { certifiedNames } from './error-facts.ts'
import { type Failure, type FailurePlace, peerOf } from './failure.ts'

/** OpenSSL's names for a chain that ends nowhere trusted; https://docs.openssl.org/master/man1/openssl-verification-options/ */
const untrustedCodes = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

export function certificateFailure(code: string, error: unknown, place: FailurePlace): Failure | null {
  const { target, proxy, phase } = place
  const proxys = proxy !== null && phase === 'tunneling'
  const whose = proxys ? `the proxy ${proxy}` : target.where
  if (code === 'CERT_HAS_EXPIRED') {
    return {
      errorCode: 'tls_expired',
      errorMessage: `The certificate of ${whose} has expired. It must be renewed there; also check this machine's clock.`,
    }
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return {
      errorCode: 'tls_expired',
      errorMessage: `The certificate of ${whose} is not valid yet. Check this machine's clock.`,
    }
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const host = proxys ? proxy.replace(/:\d+$/, '') : target.hostname
    return {
      errorCode: 'tls_hostname',
      errorMessage: `The certificate of ${whose} is not made out to ${host}${certifiedNames(error)}. Use a name that it covers.`,
    }
  }
  if (untrustedCodes.has(code)) {
    const selfSigned =
      code === 'DEPTH_ZERO_SELF_SIGNED_CERT' ? 'is self-signed' : 'comes from an unknown authority'
    return {
      errorCode: 'tls_untrusted',
      errorMessage: `The certificate of ${whose} ${selfSigned} (${code}), so this machine does not trust it. For a local receiver use http, or give the endpoint its authority.`,
    }
  }
  return clientCertificateFailure(code, place)
}

/** Alerts of the server about the certificate that it wants of us; RFC 8446, section 6.2. */
function clientCertificateFailure(code: string, place: FailurePlace): Failure | null {
  const peer = peerOf(place)
  if (
    /^ERR_SSL_(?:TLSV13_ALERT|TLSV1_ALERT|SSLV3_ALERT|TLSV1)_(?:CERTIFICATE_REQUIRED|NO_CERTIFICATE)$/.test(
      code,
    )
  ) {
    return {
      errorCode: 'tls_client_certificate',
      errorMessage: `${peer} demands a client certificate. Give the endpoint one that the receiver knows.`,
    }
  }
  if (
    /^ERR_SSL_.*ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_[A-Z]+|UNKNOWN_CA|ACCESS_DENIED)$/.test(
      code,
    )
  ) {
    return {
      errorCode: 'tls_client_certificate',
      errorMessage: `${peer} did not take the client certificate, or wants one (${code}). Give the endpoint one that the receiver knows.`,
    }
  }
  return null
}
