CREATE TABLE attempts (
  seq                INTEGER PRIMARY KEY,
  delivery_seq       INTEGER NOT NULL REFERENCES deliveries (seq) ON DELETE CASCADE,
  number             INTEGER NOT NULL CHECK (number >= 1),
  started_at         INTEGER NOT NULL,
  outcome            TEXT    NOT NULL CHECK (outcome = 'delivered' OR outcome = 'failed' OR outcome = 'interrupted'),
  status_code        INTEGER,
  error_code         TEXT,
  error_message      TEXT,
  note               TEXT,
  dns_ms             REAL,
  connect_ms         REAL,
  tls_ms             REAL,
  first_byte_ms      REAL,
  total_ms           REAL    NOT NULL,
  request_head       TEXT    NOT NULL, -- as it went over the wire; empty where no connection came about
  request_bytes      INTEGER NOT NULL,
  content_encoding   TEXT,
  response_head      TEXT    NOT NULL, -- status, then a line a header; empty where none came
  response_body      BLOB    NOT NULL,
  response_bytes     INTEGER NOT NULL,
  response_truncated INTEGER NOT NULL CHECK (response_truncated = 0 OR response_truncated = 1),
  http_version       TEXT,
  remote_address     TEXT,
  tls_protocol       TEXT
) STRICT;

CREATE INDEX attempts_by_delivery ON attempts (delivery_seq);

CREATE TABLE deliveries (
  seq              INTEGER PRIMARY KEY AUTOINCREMENT,
  id               TEXT    NOT NULL UNIQUE,
  event_seq        INTEGER NOT NULL REFERENCES events (seq),
  endpoint_seq     INTEGER NOT NULL REFERENCES endpoints (seq),
  replay_of        TEXT             REFERENCES deliveries (id) ON DELETE SET NULL,
  url              TEXT    NOT NULL,
  method           TEXT    NOT NULL,
  headers          TEXT    NOT NULL CHECK (json_type(headers) = 'array'),
  body_mode        TEXT    NOT NULL CHECK (body_mode = 'envelope' OR body_mode = 'raw' OR body_mode = 'standard'),
  content_type     TEXT    NOT NULL,
  compression      TEXT    NOT NULL CHECK (compression = 'auto' OR compression = 'zstd' OR compression = 'off'),
  edited_data      BLOB, -- where a redelivery carries another payload than its event
  retry_schedule   TEXT    NOT NULL CHECK (json_type(retry_schedule) = 'array'),
  max_attempts     INTEGER NOT NULL CHECK (max_attempts >= 0),
  state            TEXT    NOT NULL CHECK (state = 'scheduled' OR state = 'queued' OR state = 'sending' OR state = 'retrying' OR state = 'held' OR state = 'delivered' OR state = 'failed' OR state = 'canceled'),
  attempt_count    INTEGER NOT NULL CHECK (attempt_count >= 0),
  next_attempt_at  INTEGER,
  lease_owner      TEXT,
  lease_expires_at INTEGER,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  last_status_code INTEGER,
  last_error_code  TEXT,
  last_total_ms    REAL,
  attempt_marks    TEXT    NOT NULL DEFAULT '',
  -- A due time is what makes a delivery wait; a lease is what makes it be on its way. Never both.
  CHECK ((next_attempt_at IS NOT NULL) = (state = 'scheduled' OR state = 'queued' OR state = 'retrying')),
  CHECK ((lease_owner IS NOT NULL) = (state = 'sending')),
  CHECK ((lease_owner IS NULL) = (lease_expires_at IS NULL)),
  CHECK (state <> 'queued' OR attempt_count = 0),
  CHECK (state <> 'retrying' OR attempt_count > 0)
) STRICT;

CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_seq, seq);

CREATE INDEX deliveries_by_event ON deliveries (event_seq);

CREATE INDEX deliveries_by_origin ON deliveries (replay_of) WHERE replay_of IS NOT NULL;

CREATE INDEX deliveries_by_state ON deliveries (state, seq);

CREATE INDEX deliveries_due ON deliveries (next_attempt_at, seq) WHERE next_attempt_at IS NOT NULL;

CREATE TABLE endpoints (
  seq          INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  name         TEXT    NOT NULL,
  url          TEXT    NOT NULL,
  saved        INTEGER NOT NULL CHECK (saved = 0 OR saved = 1),
  zstd_support TEXT    NOT NULL CHECK (zstd_support = 'unknown' OR zstd_support = 'accepts' OR zstd_support = 'refuses'),
  last_outcome TEXT             CHECK (last_outcome = 'delivered' OR last_outcome = 'failed' OR last_outcome = 'interrupted'),
  last_used_at INTEGER NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX endpoints_unsaved_by_url ON endpoints (url) WHERE saved = 0;

CREATE TABLE events (
  seq        INTEGER PRIMARY KEY,
  event_id   TEXT    NOT NULL UNIQUE,
  category   TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  data       BLOB    NOT NULL -- the bytes that were typed
) STRICT;

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);
