-- What people compose: templates with a name, and the draft that is being typed. `fields` is the window's own JSON, which
-- the engine does not read; the payload stands apart as the bytes that were typed.
CREATE TABLE templates (
  id         TEXT    PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE,
  summary    TEXT    NOT NULL,
  fields     TEXT    NOT NULL CHECK (json_type(fields) = 'object'),
  data       BLOB    NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
  seq      INTEGER PRIMARY KEY CHECK (seq = 1),
  fields   TEXT    NOT NULL CHECK (json_type(fields) = 'object'),
  data     BLOB    NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;
