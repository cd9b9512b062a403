/** The table `peers`: what is known of the connections that carried attempts, each once. */
import type { Database } from 'better-sqlite3'
import type { SentAttempt } from '../deliver/sender.ts'
import { parseStored } from './stored-json.ts'

/** Stored as JSON, so that more can be told of a connection without a migration. */
export type PeerFacts = Pick<SentAttempt, 'remoteAddress' | 'httpVersion' | 'tlsProtocol' | 'certificate'>

export interface PeersTable {
  /** Null where no connection came about. */
  of(facts: PeerFacts): number | null
  get(seq: number | null): PeerFacts
  /** Forgets what it remembers: a rollback may have taken some of it away. */
  forget(): void
}

const mostRemembered = 2_000
const nothing: PeerFacts = { remoteAddress: null, httpVersion: null, tlsProtocol: null, certificate: null }

export function peersTable(database: Database): PeersTable {
  const find = database.prepare<[string], { seq: number }>('SELECT seq FROM peers WHERE facts = ?')
  const insert = database.prepare<[string], { seq: number }>(
    'INSERT INTO peers (facts) VALUES (?) RETURNING seq',
  )
  const get = database.prepare<[number], { facts: string }>('SELECT facts FROM peers WHERE seq = ?')
  const seqs = new Map<string, number>()
  return {
    of({ remoteAddress, httpVersion, tlsProtocol, certificate }) {
      if (remoteAddress === null && httpVersion === null && certificate === null) return null
      const shown = certificate ? `${certificate.fingerprint256} ${certificate.authorized}` : ''
      const key = `${remoteAddress} ${httpVersion} ${tlsProtocol} ${shown}`
      const known = seqs.get(key)
      if (known !== undefined) return known
      const connection = { remoteAddress, httpVersion, tlsProtocol }
      const facts = JSON.stringify(certificate ? { ...connection, certificate } : connection)
      const row = find.get(facts) ?? insert.get(facts)
      if (!row) throw new Error('a peer was not inserted')
      if (seqs.size >= mostRemembered) seqs.clear()
      seqs.set(key, row.seq)
      return row.seq
    },
    get(seq) {
      const row = seq === null ? undefined : get.get(seq)
      return row ? { ...nothing, ...(parseStored(row.facts) as Partial<PeerFacts>) } : nothing
    },
    forget() {
      seqs.clear()
    },
  }
}
