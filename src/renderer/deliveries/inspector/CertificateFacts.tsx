/** The certificate that a server showed in an attempt: whose it is, who vouches for it, until when, and whether that is trusted. */
import type { ReactNode } from 'react'
import type { CertificateSummary } from '../../../shared/model.ts'
import { classes } from '../../ui/classes.ts'
import { certificateTrust, validityText } from './certificate-text.ts'

interface CertificateFactsProps {
  certificate: CertificateSummary
  /** When it was shown: whether it was in date is asked of then. */
  shownAt: number
}

export function CertificateFacts({ certificate, shownAt }: CertificateFactsProps) {
  const { subject, issuer, fingerprint256, authorized } = certificate
  const validity = validityText(certificate, shownAt)
  return (
    <section aria-label="Certificate" className="border-t border-line pt-1.5">
      <h3 className="flex items-baseline justify-between gap-3 pb-0.5">
        <span className="font-medium">Certificate</span>
        <span className={authorized ? 'text-good' : 'text-bad'}>{certificateTrust(certificate)}</span>
      </h3>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        <Fact name="Subject">{subject || 'none'}</Fact>
        <Fact name="Issuer">
          {issuer !== '' && issuer === subject ? 'itself (self-signed)' : issuer || 'none'}
        </Fact>
        <Fact name={validity.name} bad={validity.isWrong}>
          <span className="tabular">{validity.text}</span>
        </Fact>
        <Fact name="SHA-256">
          <span className="font-mono break-all text-muted">{fingerprint256}</span>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, bad = false, children }: { name: string; bad?: boolean; children: ReactNode }) {
  return (
    <>
      <dt className={bad ? 'text-bad' : 'text-faint'}>{name}</dt>
      <dd className={classes('min-w-0 break-words select-text', bad && 'text-bad')}>{children}</dd>
    </>
  )
}
