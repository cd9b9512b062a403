-- Narrow rows for what changes often; what many deliveries have in common stands once (docs/decisions/0018).

ALTER TABLE endpoints ADD COLUMN place TEXT NOT NULL DEFAULT ''; -- the URL without its query: what an unsaved one is found by
ALTER TABLE endpoints ADD COLUMN options TEXT NOT NULL DEFAULT '{}' CHECK (json_type(options) = 'object'); -- only what differs from the defaults
ALTER TABLE endpoints ADD COLUMN paused TEXT CHECK (paused = 'person' OR paused = 'gone'); -- by whom; NULL while it is open
ALTER TABLE endpoints ADD COLUMN paused_at INTEGER;
ALTER TABLE endpoints ADD COLUMN health TEXT NOT NULL DEFAULT '{}' CHECK (json_type(health) = 'object'); -- failures in a row and what the breaker did
UPDATE endpoints SET place = url;
DROP INDEX endpoints_unsaved_by_url;

CREATE INDEX endpoints_by_place ON endpoints (place, saved);

CREATE TABLE categories (
  seq  INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO categories (name) SELECT DISTINCT category FROM events;

-- Where and how deliveries go, as it was when they were accepted. Never changed; removed with the last delivery of it.
CREATE TABLE destinations (
  seq            INTEGER PRIMARY KEY,
  digest         TEXT    NOT NULL UNIQUE, -- of all other columns
  endpoint_seq   INTEGER NOT NULL REFERENCES endpoints (seq),
  url            TEXT    NOT NULL,
  method         TEXT    NOT NULL,
  headers        TEXT    NOT NULL CHECK (json_type(headers) = 'array'),
  body_mode      TEXT    NOT NULL CHECK (body_mode = 'envelope' OR body_mode = 'raw' OR body_mode = 'standard'),
  content_type   TEXT    NOT NULL,
  compression    TEXT    NOT NULL CHECK (compression = 'auto' OR compression = 'zstd' OR compression = 'gzip' OR compression = 'off'),
  retry_schedule TEXT    NOT NULL CHECK (json_type(retry_schedule) = 'array'),
  max_attempts   INTEGER NOT NULL CHECK (max_attempts >= 0)
) STRICT;
INSERT INTO destinations (digest, endpoint_seq, url, method, headers, body_mode, content_type, compression, retry_schedule, max_attempts)
  SELECT DISTINCT
    digest(json_array(endpoint_seq, url, method, json(headers), body_mode, content_type, compression, json(retry_schedule), max_attempts)),
    endpoint_seq, url, method, headers, body_mode, content_type, compression, retry_schedule, max_attempts
  FROM deliveries;

CREATE TABLE events_narrow (
  seq          INTEGER PRIMARY KEY,
  event_id     TEXT    NOT NULL UNIQUE,
  category_seq INTEGER NOT NULL REFERENCES categories (seq),
  created_at   INTEGER NOT NULL,
  data         BLOB    NOT NULL -- the bytes that were typed
) STRICT;
INSERT INTO events_narrow (seq, event_id, category_seq, created_at, data)
  SELECT e.seq, e.event_id, c.seq, e.created_at, e.data FROM events e JOIN categories c ON c.name = e.category;

-- Seqs are given by the application, each once: a window's "newer than" stays true after a deletion (`highest_seq` of the
-- settings, where the newest was deleted). AUTOINCREMENT would write a page more in every commit.
-- `sending` is no state of a row: what is on its way stands in `leases`, and its row waits as it did before.
CREATE TABLE deliveries_narrow (
  seq              INTEGER PRIMARY KEY,
  id               TEXT    NOT NULL UNIQUE,
  event_seq        INTEGER NOT NULL REFERENCES events (seq),
  category_seq     INTEGER NOT NULL, -- the event's
  destination_seq  INTEGER NOT NULL REFERENCES destinations (seq),
  endpoint_seq     INTEGER NOT NULL, -- the destination's
  replay_of        TEXT             REFERENCES deliveries (id) ON DELETE SET NULL,
  edited_data      BLOB, -- where a redelivery carries another payload than its event
  state            TEXT    NOT NULL CHECK (state = 'delivered' OR state = 'queued' OR state = 'retrying' OR state = 'failed' OR state = 'scheduled' OR state = 'held' OR state = 'canceled'),
  held_by          TEXT             CHECK (held_by = 'person' OR held_by = 'endpoint'),
  attempt_count    INTEGER NOT NULL CHECK (attempt_count >= 0),
  next_attempt_at  INTEGER,
  resume_at        INTEGER, -- the due time that a held one goes on with
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  last_status_code INTEGER,
  last_error_code  TEXT,
  attempt_marks    TEXT    NOT NULL DEFAULT '',
  -- A due time is what makes a delivery wait.
  CHECK ((next_attempt_at IS NOT NULL) = (state = 'queued' OR state = 'retrying' OR state = 'scheduled')),
  CHECK ((held_by IS NOT NULL) = (state = 'held')),
  CHECK ((resume_at IS NOT NULL) = (state = 'held')),
  CHECK (state <> 'queued' OR attempt_count = 0),
  CHECK (state <> 'retrying' OR attempt_count > 0)
) STRICT;

-- What one run of the engine has on its way, rewritten in every turn: seqs of deliveries, as runs of [first, count]. A row
-- that is there at start was left by a run that died.
CREATE TABLE leases (
  owner      TEXT    PRIMARY KEY,
  deliveries TEXT    NOT NULL CHECK (json_type(deliveries) = 'array'),
  put_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO leases (owner, deliveries, put_at)
  SELECT lease_owner, json_group_array(json_array(seq, 1)), max(updated_at) FROM deliveries WHERE state = 'sending' GROUP BY lease_owner;
UPDATE deliveries SET state = iif(attempt_count > 1, 'retrying', 'queued'), attempt_count = attempt_count - 1,
  next_attempt_at = updated_at, lease_owner = NULL, lease_expires_at = NULL WHERE state = 'sending';

INSERT INTO deliveries_narrow (seq, id, event_seq, category_seq, destination_seq, endpoint_seq, replay_of, edited_data, state, held_by,
    attempt_count, next_attempt_at, resume_at, created_at, updated_at, last_status_code, last_error_code, attempt_marks)
  SELECT d.seq, d.id, d.event_seq, e.category_seq, t.seq, d.endpoint_seq, d.replay_of, d.edited_data, d.state, iif(d.state = 'held', 'person', NULL),
    d.attempt_count, d.next_attempt_at, iif(d.state = 'held', d.updated_at, NULL), d.created_at, d.updated_at, d.last_status_code, d.last_error_code, d.attempt_marks
  FROM deliveries d
  JOIN events_narrow e ON e.seq = d.event_seq
  JOIN destinations t ON t.digest =
    digest(json_array(d.endpoint_seq, d.url, d.method, json(d.headers), d.body_mode, d.content_type, d.compression, json(d.retry_schedule), d.max_attempts));
-- A seq that a deleted delivery had stays used.
INSERT OR REPLACE INTO settings (name, value) SELECT 'highest_seq', CAST(seq AS TEXT) FROM sqlite_sequence WHERE name = 'deliveries';

-- Heads of requests and responses that came up more than once, without what differs each time.
CREATE TABLE head_templates (
  seq      INTEGER PRIMARY KEY,
  template TEXT NOT NULL UNIQUE
) STRICT;

-- What is known of connections: address, protocol, certificate.
CREATE TABLE peers (
  seq   INTEGER PRIMARY KEY,
  facts TEXT NOT NULL UNIQUE CHECK (json_type(facts) = 'object')
) STRICT;
INSERT INTO peers (facts)
  SELECT DISTINCT json_object('remoteAddress', remote_address, 'httpVersion', http_version, 'tlsProtocol', tls_protocol) FROM attempts;

CREATE TABLE attempts_narrow (
  seq           INTEGER PRIMARY KEY,
  delivery_seq  INTEGER NOT NULL, -- of deliveries; its removal is the remover's, a check on each insert cost 0.4 us
  number        INTEGER NOT NULL CHECK (number >= 1),
  started_at    INTEGER NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome = 'delivered' OR outcome = 'failed' OR outcome = 'interrupted'),
  status_code   INTEGER,
  total_ms      REAL    NOT NULL,
  first_byte_ms REAL,
  request_bytes INTEGER NOT NULL,
  request_head  ANY     NOT NULL, -- as it went over the wire: a head_templates.seq, or the text; empty where no connection came about
  response_head ANY     NOT NULL, -- the same; empty where none came
  response_body BLOB    NOT NULL,
  peer_seq      INTEGER REFERENCES peers (seq),
  detail        TEXT CHECK (json_type(detail) = 'object') -- what few attempts have; NULL where there is nothing
) STRICT;
INSERT INTO attempts_narrow (seq, delivery_seq, number, started_at, outcome, status_code, total_ms, first_byte_ms, request_bytes,
    request_head, response_head, response_body, peer_seq, detail)
  SELECT a.seq, a.delivery_seq, a.number, a.started_at, a.outcome, a.status_code, a.total_ms, a.first_byte_ms, a.request_bytes,
    a.request_head, a.response_head, a.response_body,
    (SELECT seq FROM peers WHERE facts = json_object('remoteAddress', a.remote_address, 'httpVersion', a.http_version, 'tlsProtocol', a.tls_protocol)),
    json_patch('{}', json_object('errorCode', a.error_code, 'errorMessage', a.error_message, 'note', a.note, 'dnsMs', a.dns_ms,
      'connectMs', a.connect_ms, 'tlsMs', a.tls_ms, 'contentEncoding', a.content_encoding, 'responseBytes', a.response_bytes,
      'responseTruncated', iif(a.response_truncated, json('true'), NULL)))
  FROM attempts a;

DROP TABLE attempts;
DROP TABLE deliveries;
DROP TABLE events;
ALTER TABLE events_narrow RENAME TO events;
ALTER TABLE deliveries_narrow RENAME TO deliveries;
ALTER TABLE attempts_narrow RENAME TO attempts;

CREATE INDEX deliveries_due ON deliveries (endpoint_seq, next_attempt_at, seq) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_by_state ON deliveries (state, seq);
CREATE INDEX deliveries_by_event ON deliveries (event_seq);
CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_seq, seq);
CREATE INDEX deliveries_by_category ON deliveries (category_seq, seq);
CREATE INDEX deliveries_by_origin ON deliveries (replay_of) WHERE replay_of IS NOT NULL;
CREATE INDEX attempts_by_delivery ON attempts (delivery_seq);

-- How many deliveries there are of each kind, kept by every transaction that changes one: counting a million takes no time.
CREATE TABLE tallies (
  destination_seq INTEGER NOT NULL,
  category_seq    INTEGER NOT NULL,
  state           TEXT    NOT NULL,
  count           INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (destination_seq, category_seq, state)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies (destination_seq, category_seq, state, count)
  SELECT destination_seq, category_seq, state, count(*) FROM deliveries GROUP BY destination_seq, category_seq, state;

-- The same by state among 1,024 seqs that follow each other: where the middle of a list is.
CREATE TABLE blocks (
  block INTEGER NOT NULL,
  state TEXT    NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (block, state)
) STRICT, WITHOUT ROWID;
INSERT INTO blocks (block, state, count) SELECT seq / 1024, state, count(*) FROM deliveries GROUP BY seq / 1024, state;
