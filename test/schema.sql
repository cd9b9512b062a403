CREATE TABLE "attempts" (
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

CREATE INDEX attempts_by_delivery ON attempts (delivery_seq);

CREATE TABLE blocks (
  block INTEGER NOT NULL,
  state TEXT    NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (block, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE categories (
  seq  INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE "deliveries" (
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
  attempt_marks    TEXT    NOT NULL DEFAULT '', extra TEXT,
  -- A due time is what makes a delivery wait.
  CHECK ((next_attempt_at IS NOT NULL) = (state = 'queued' OR state = 'retrying' OR state = 'scheduled')),
  CHECK ((held_by IS NOT NULL) = (state = 'held')),
  CHECK ((resume_at IS NOT NULL) = (state = 'held')),
  CHECK (state <> 'queued' OR attempt_count = 0),
  CHECK (state <> 'retrying' OR attempt_count > 0)
) STRICT;

CREATE INDEX deliveries_by_category ON deliveries (category_seq, seq);

CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_seq, seq);

CREATE INDEX deliveries_by_event ON deliveries (event_seq);

CREATE INDEX deliveries_by_origin ON deliveries (replay_of) WHERE replay_of IS NOT NULL;

CREATE INDEX deliveries_by_state ON deliveries (state, seq);

CREATE INDEX deliveries_due ON deliveries (endpoint_seq, next_attempt_at, seq) WHERE next_attempt_at IS NOT NULL;

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

CREATE TABLE draft (
  seq      INTEGER PRIMARY KEY CHECK (seq = 1),
  fields   TEXT    NOT NULL CHECK (json_type(fields) = 'object'),
  data     BLOB    NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

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
, place TEXT NOT NULL DEFAULT '', options TEXT NOT NULL DEFAULT '{}' CHECK (json_type(options) = 'object'), paused TEXT CHECK (paused = 'person' OR paused = 'gone'), paused_at INTEGER, health TEXT NOT NULL DEFAULT '{}' CHECK (json_type(health) = 'object')) STRICT;

CREATE INDEX endpoints_by_place ON endpoints (place, saved);

CREATE TABLE "events" (
  seq          INTEGER PRIMARY KEY,
  event_id     TEXT    NOT NULL UNIQUE,
  category_seq INTEGER NOT NULL REFERENCES categories (seq),
  created_at   INTEGER NOT NULL,
  data         BLOB    NOT NULL -- the bytes that were typed
) STRICT;

CREATE TABLE head_templates (
  seq      INTEGER PRIMARY KEY,
  template TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE leases (
  owner      TEXT    PRIMARY KEY,
  deliveries TEXT    NOT NULL CHECK (json_type(deliveries) = 'array'),
  put_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE peers (
  seq   INTEGER PRIMARY KEY,
  facts TEXT NOT NULL UNIQUE CHECK (json_type(facts) = 'object')
) STRICT;

CREATE TABLE pulse_buckets (
  endpoint_seq INTEGER NOT NULL, -- 0: the whole queue
  at           INTEGER NOT NULL, -- when it begins: attempts that started from then on, to the next bucket at most
  delivered    INTEGER NOT NULL CHECK (delivered >= 0),
  failed       INTEGER NOT NULL CHECK (failed >= 0),
  latencies    BLOB    NOT NULL, -- how long they took: src/engine/latencies.ts
  PRIMARY KEY (endpoint_seq, at)
) STRICT, WITHOUT ROWID;

CREATE INDEX pulse_buckets_by_time ON pulse_buckets (at);

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE tallies (
  destination_seq INTEGER NOT NULL,
  category_seq    INTEGER NOT NULL,
  state           TEXT    NOT NULL,
  count           INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (destination_seq, category_seq, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE templates (
  id         TEXT    PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE,
  summary    TEXT    NOT NULL,
  fields     TEXT    NOT NULL CHECK (json_type(fields) = 'object'),
  data       BLOB    NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE views (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  look TEXT NOT NULL CHECK (json_type(look) = 'object') -- filter, order and columns, as the window takes them
) STRICT, WITHOUT ROWID;
