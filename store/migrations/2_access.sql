-- Who may do what, who is signed in, and who did what. Addresses of people are in lower case; times are UTC, ISO 8601, to the second.
CREATE TABLE account (
  email TEXT PRIMARY KEY,
  name TEXT NOT NULL,             -- '' until somebody gives one
  role TEXT NOT NULL,             -- 'public' | 'operator' | 'region' | 'admin'
  operator TEXT NOT NULL,         -- slug of the operator it speaks for; '' for every other role
  changed_at TEXT NOT NULL
);
CREATE TABLE session_open (       -- a person may be signed in without an account: she sees what everyone sees
  session_digest TEXT PRIMARY KEY,  -- SHA-256 of what the cookie holds
  email TEXT NOT NULL,
  name TEXT NOT NULL,             -- as the provider says it
  ends_at TEXT NOT NULL
);
CREATE TABLE entry (              -- a sign-in that began and has not come back
  state_digest TEXT PRIMARY KEY,  -- SHA-256 of the state sent to the provider
  cookie_digest TEXT NOT NULL,    -- SHA-256 of what the browser that began it holds
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,         -- of PKCE
  towards TEXT NOT NULL,          -- where the person goes afterwards
  ends_at TEXT NOT NULL
);
CREATE TABLE api_token (
  token TEXT PRIMARY KEY,         -- identifier, said everywhere; the token itself is said once
  token_digest TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL REFERENCES account (email),
  name TEXT NOT NULL,
  made_at TEXT NOT NULL
);
CREATE TABLE audit (              -- never changed: lines are added
  entry BIGINT PRIMARY KEY,       -- 1, 2, 3…
  noted_at TEXT NOT NULL,
  who TEXT NOT NULL,              -- e-mail address; '' for nobody
  act TEXT NOT NULL,              -- a word of audit.rs
  object TEXT NOT NULL
);
