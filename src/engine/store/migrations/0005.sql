-- What attempts came to, kept when deliveries are deleted (docs/decisions/0030).

CREATE TABLE pulse_buckets (
  endpoint_seq INTEGER NOT NULL, -- 0: the whole queue
  at           INTEGER NOT NULL, -- when it begins: attempts that started from then on, to the next bucket at most
  delivered    INTEGER NOT NULL CHECK (delivered >= 0),
  failed       INTEGER NOT NULL CHECK (failed >= 0),
  latencies    BLOB    NOT NULL, -- how long they took: src/engine/latencies.ts
  PRIMARY KEY (endpoint_seq, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX pulse_buckets_by_time ON pulse_buckets (at);

-- As they are kept: by the minute for an hour, by ten minutes before.
INSERT INTO pulse_buckets (endpoint_seq, at, delivered, failed, latencies)
  SELECT d.endpoint_seq, a.started_at - a.started_at % iif(a.started_at > l.latest_at - 4200000, 60000, 600000),
    sum(a.outcome = 'delivered'), sum(a.outcome = 'failed'), latencies(a.total_ms)
  FROM (SELECT max(started_at) AS latest_at FROM attempts) l
  CROSS JOIN attempts a
  JOIN deliveries d ON d.seq = a.delivery_seq
  WHERE a.outcome <> 'interrupted'
  GROUP BY 1, 2;
INSERT INTO pulse_buckets (endpoint_seq, at, delivered, failed, latencies)
  SELECT 0, at, sum(delivered), sum(failed), latencies(latencies) FROM pulse_buckets GROUP BY at;
