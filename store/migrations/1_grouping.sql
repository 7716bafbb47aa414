-- Territories that people composed and named. A version is never changed: a later one stands beside it.
CREATE TABLE grouping_kept (
  grouping TEXT PRIMARY KEY,      -- identifier in its address
  key_digest TEXT NOT NULL        -- SHA-256 of the key that lets a new version in; the key itself is kept by whoever made it
);
CREATE TABLE grouping_version (
  grouping TEXT NOT NULL REFERENCES grouping_kept (grouping),
  version BIGINT NOT NULL,        -- 1, 2, 3…
  name TEXT NOT NULL,
  members TEXT NOT NULL,          -- as in links: 'epci-200070985,commune-80620'
  less TEXT NOT NULL,             -- what is taken away, the same; '' for nothing
  cog BIGINT NOT NULL,            -- COG year of these codes
  kept_at TEXT NOT NULL,          -- UTC, ISO 8601
  PRIMARY KEY (grouping, version)
);
