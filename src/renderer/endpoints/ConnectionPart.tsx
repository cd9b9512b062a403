/** How its requests travel: timeouts, redirects, HTTP/2, and whom it trusts. */
import { ShieldOff } from 'lucide-react'
import { formatDuration } from '../../shared/durations.ts'
import { useLive } from '../live/store.ts'
import { Field } from '../ui/Field.tsx'
import { SwitchRow } from '../ui/SwitchRow.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { PartProps } from './part-props.ts'

export function ConnectionPart(props: PartProps) {
  const { draft, change, complaints } = props
  const { requestTimeoutMs, connectTimeoutMs } = useLive((live) => live.settings)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-2">
        <Field
          label="Request timeout"
          error={complaints['requestTimeoutMs']}
          hint="Empty: as the settings say."
          className="w-56 shrink-0"
        >
          <TextInput
            mono
            value={draft.requestTimeout}
            placeholder={formatDuration(requestTimeoutMs)}
            onChange={(requestTimeout) => change({ requestTimeout })}
          />
        </Field>
        <Field label="Connect timeout" error={complaints['connectTimeoutMs']} className="w-56 shrink-0">
          <TextInput
            mono
            value={draft.connectTimeout}
            placeholder={formatDuration(connectTimeoutMs)}
            onChange={(connectTimeout) => change({ connectTimeout })}
          />
        </Field>
      </div>
      <SwitchRow
        label="Follow redirects"
        hint="At most ten; method and body are kept on 307 and 308 only. Off: a 3xx answer is a failure that shows where it points to."
        checked={draft.followRedirects}
        onChange={(followRedirects) => change({ followRedirects })}
      />
      <SwitchRow
        label="HTTP/2"
        hint="Spoken where the server offers it."
        checked={draft.http2}
        onChange={(http2) => change({ http2 })}
      />
      <Tls {...props} />
    </div>
  )
}

function Tls({ draft, change, complaints }: PartProps) {
  return (
    <>
      <SwitchRow
        label="Verify the certificate"
        hint="The server must show a certificate that is valid for its name and from an authority that is trusted."
        checked={draft.verify}
        dangerOff
        onChange={(verify) => change({ verify })}
      >
        {!draft.verify && (
          <p
            role="alert"
            className="mt-1 flex items-start gap-1.5 rounded-sm border border-bad/40 bg-bad-wash px-2 py-1.5 text-sm text-bad [&>svg]:mt-px [&>svg]:size-3.5 [&>svg]:shrink-0"
          >
            <ShieldOff aria-hidden />
            <span>
              Whoever answers is trusted, and can read and change what is sent. For a certificate of your own,
              name its authority below instead.
            </span>
          </p>
        )}
      </SwitchRow>
      <Field
        label="Authority (PEM file)"
        error={complaints['transport.tls.caFile']}
        hint="Trusted besides those of this machine, for this endpoint alone. The full path."
      >
        <TextInput mono value={draft.caFile} placeholder="none" onChange={(caFile) => change({ caFile })} />
      </Field>
      <div className="flex items-start gap-2">
        <Field
          label="Client certificate (PEM file)"
          error={complaints['transport.tls.certFile']}
          className="flex-1"
        >
          <TextInput
            mono
            value={draft.certFile}
            placeholder="none"
            onChange={(certFile) => change({ certFile })}
          />
        </Field>
        <Field label="Its key (PEM file)" error={complaints['transport.tls.keyFile']} className="flex-1">
          <TextInput
            mono
            value={draft.keyFile}
            placeholder="in the same file"
            onChange={(keyFile) => change({ keyFile })}
          />
        </Field>
      </div>
    </>
  )
}
