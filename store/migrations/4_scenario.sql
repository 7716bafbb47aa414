-- Sets of scenarios that people compared, named and kept. A version is never changed: a later one stands beside it.
CREATE TABLE scenario_kept (
  scenario TEXT PRIMARY KEY,      -- identifier in its address
  key_digest TEXT NOT NULL        -- SHA-256 of the key that lets a new version in; the key itself is kept by whoever made it
);
CREATE TABLE scenario_version (
  scenario TEXT NOT NULL REFERENCES scenario_kept (scenario),
  version BIGINT NOT NULL,        -- 1, 2, 3…
  name TEXT NOT NULL,
  region TEXT NOT NULL,           -- code; '' for the whole of France
  scheme TEXT NOT NULL,           -- slug; '' for all of them
  minutes BIGINT NOT NULL,        -- beyond which a place is far
  sites TEXT NOT NULL,            -- which places count: 'documents' | 'exemple'
  workshops TEXT NOT NULL,        -- whether those of a workshop do: 'oui' | 'non'
  scenarios TEXT NOT NULL,        -- as in links, one a line: 'A~80620.4~-apes-59350'
  cog BIGINT NOT NULL,            -- COG year of these codes
  kept_at TEXT NOT NULL,          -- UTC, ISO 8601
  PRIMARY KEY (scenario, version)
);
