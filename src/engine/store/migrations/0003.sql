-- Saved views: what the deliveries' table shows, under a name.
CREATE TABLE views (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  look TEXT NOT NULL CHECK (json_type(look) = 'object') -- filter, order and columns, as the window takes them
) STRICT, WITHOUT ROWID;
