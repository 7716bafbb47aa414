-- Files that operators hand in. What is withdrawn is gone with its bytes: a file may hold more than it should.
CREATE TABLE deposit (
  deposit TEXT PRIMARY KEY,       -- identifier in its address
  number BIGINT NOT NULL,         -- order of arrival
  of_operator TEXT NOT NULL,      -- whose it is; '' for a file of several
  kind TEXT NOT NULL,             -- 'operateurs' | 'sites' | 'zones' | 'activite'
  file_name TEXT NOT NULL,        -- as handed in
  sha256 TEXT NOT NULL,           -- of its bytes
  size BIGINT NOT NULL,           -- in bytes
  given_by TEXT NOT NULL,         -- e-mail address of the account
  received_at TEXT NOT NULL,      -- UTC, ISO 8601
  stage TEXT NOT NULL,            -- 'a_corriger' | 'a_confirmer' | 'confirme', as last checked
  rows_read BIGINT NOT NULL,      -- as last checked: what its lines were,
  rows_refused BIGINT NOT NULL,   -- how many of them are at fault,
  rows_twice BIGINT NOT NULL,     -- and how many of the others another operator declared, too
  header_map TEXT NOT NULL        -- which header is which column, JSON as the service writes it
);
-- BYTEA is PostgreSQL's type for bytes; SQLite keeps bytes as they are under any name of a type.
CREATE TABLE deposit_content (
  deposit TEXT PRIMARY KEY REFERENCES deposit (deposit),
  content BYTEA NOT NULL
);
-- The map that was given last for the files of an operator and kind: used for its next one.
CREATE TABLE deposit_header_map (
  of_operator TEXT NOT NULL,
  kind TEXT NOT NULL,
  header_map TEXT NOT NULL,
  PRIMARY KEY (of_operator, kind)
);
