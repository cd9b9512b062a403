/** `***` in place of what must not leave the machine unasked: credentials in headers, in URLs, and in what attempts sent and got. */
import { isSecretHeader, withoutSecretValues } from '../../shared/secret-headers.ts'
import type { ExportedDelivery } from './exported.ts'

export const redactedMark = '***'

/** The same where there is nothing to hide, as in most. */
export function withoutSecrets(delivery: ExportedDelivery): ExportedDelivery {
  const { url, headers, attempts } = delivery
  if (attempts.length === 0 && headers.length === 0 && !url.includes('?')) return delivery
  return {
    ...delivery,
    url: urlWithoutSecrets(delivery.url),
    headers: withoutSecretValues(delivery.headers),
    attempts: delivery.attempts.map((attempt) => ({
      ...attempt,
      requestHead: headWithoutSecrets(attempt.requestHead),
      responseHead: headWithoutSecrets(attempt.responseHead),
    })),
  }
}

/** Only what is secret changes: the rest stays as it was typed. */
export function urlWithoutSecrets(url: string): string {
  return url.replace(/([?&])([^=&#]+)=([^&#]+)/g, (all, sign: string, name: string) =>
    isSecretHeader(name) ? `${sign}${name}=${redactedMark}` : all,
  )
}

/** The first line may have a URL in it. */
function headWithoutSecrets(head: string): string {
  const [first = '', ...lines] = head.split('\r\n')
  const safe = lines.map((line) => {
    const colon = line.indexOf(':', 1)
    return colon > 0 && isSecretHeader(line.slice(0, colon))
      ? `${line.slice(0, colon)}: ${redactedMark}`
      : line
  })
  return [urlWithoutSecrets(first), ...safe].join('\r\n')
}
