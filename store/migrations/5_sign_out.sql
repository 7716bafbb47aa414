-- What the provider signed of who somebody is, said back to it alone, when her session ends: it is to end there, too. '' where none is kept.
ALTER TABLE session_open ADD COLUMN id_token TEXT NOT NULL DEFAULT '';
