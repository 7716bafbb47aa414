-- The snapshot: every table of Lanterne, applied to an empty draft and never migrated.
-- Codes are of the snapshot's target COG year unless a column says otherwise. A missing figure is NULL with its absence
-- in the column beside it: 'nd' (not published), 's' (statistical secrecy), 'nil' (true nil), 'ns' (not significant).

-- ---------------------------------------------------------------- provenance
CREATE TABLE card (               -- one row per source card that fed this snapshot
  card VARCHAR PRIMARY KEY,       -- '<producer>/<dataset>', the card's path without .toml
  producer VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  licence VARCHAR NOT NULL,
  address VARCHAR NOT NULL,
  millesime VARCHAR NOT NULL,     -- what the figures describe, as published ('2022', 'fin 2021')
  cog SMALLINT NOT NULL,          -- COG year of the file's codes
  synthetic BOOLEAN NOT NULL,
  year SMALLINT                   -- of a register: it says what stood on 31 December of that year; NULL of any other source
);
CREATE TABLE load_report (        -- conservation, per file: rows_read = loaded + refused + out_of_scope
  card VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  rows_read BIGINT NOT NULL,
  loaded BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  out_of_scope BIGINT NOT NULL,
  scope VARCHAR NOT NULL,         -- in plain French, what 'out of scope' means for this file
  CHECK (rows_read = loaded + refused + out_of_scope)
);
CREATE TABLE refused (            -- every refused row, with its first fault
  card VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  line BIGINT NOT NULL,           -- 1 = header of a CSV; row of a Parquet file, feature of a GeoJSON; 0: what the file lacks
  "column" VARCHAR NOT NULL,
  value VARCHAR,
  expectation VARCHAR NOT NULL,   -- in plain French
  content VARCHAR NOT NULL        -- the row as read; never a name or an address of a person (statutDiffusion P)
);
CREATE TABLE warning (            -- rows taken as they are, in which a value fails a check that only its producer can settle
  card VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  "column" VARCHAR NOT NULL,
  row_count BIGINT NOT NULL,      -- how many rows of the file
  example VARCHAR NOT NULL,       -- the lowest such value
  expectation VARCHAR NOT NULL    -- in plain French
);
CREATE TABLE parameter (          -- what the build was asked: seed, target COG, c, p*, t, m, detour, speeds…
  name VARCHAR PRIMARY KEY,
  value VARCHAR NOT NULL
);

-- ---------------------------------------------------------------- geography
CREATE TABLE territory (          -- the territory index of each level: `row` is the order of every series and tile id
  level VARCHAR NOT NULL,         -- 'commune' | 'epci' | 'departement' | 'region' | 'france'; where loaded, 'zone_emploi' | 'bassin_vie'
  "row" INTEGER NOT NULL,         -- 0.. in code order (bytes), per level
  code VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  nature VARCHAR,                 -- EPCI: 'ME' | 'CU' | 'CA' | 'CC' | 'MET69'; NULL elsewhere
  departement VARCHAR,            -- of a commune; of an EPCI or a zone, the one with most inhabitants; NULL above
  region VARCHAR,                 -- of a commune or department; of an EPCI or a zone, the one with most inhabitants
  population BIGINT,              -- population municipale, sum over communes
  area_km2 DOUBLE,                -- on the sphere of equal area, from the outlines; NULL without outline
  lon DOUBLE, lat DOUBLE,         -- a point inside (town hall for a commune where known)
  west DOUBLE, south DOUBLE, east DOUBLE, north DOUBLE,  -- bounding box, degrees; NULL without outline
  commune_count INTEGER NOT NULL,
  outline BOOLEAN NOT NULL,
  PRIMARY KEY (level, code)
);
CREATE TABLE commune (            -- belonging of each commune; other levels and groupings are sums over communes
  code VARCHAR PRIMARY KEY,
  epci VARCHAR,                   -- NULL: without EPCI (a few islands)
  departement VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  zone_emploi VARCHAR,            -- NULL: the zoning is not loaded, or puts it in no zone
  bassin_vie VARCHAR,             -- the same
  postcodes VARCHAR[] NOT NULL
);
CREATE TABLE neighbour (          -- contiguity from shared arcs, both directions: queen; rook where length_m > 0
  level VARCHAR NOT NULL,
  "row" INTEGER NOT NULL,
  other INTEGER NOT NULL,
  length_m DOUBLE NOT NULL        -- of the common border; 0: they meet at points only
);
CREATE TABLE passage (            -- codes of one COG year in terms of the next; ratio = share of population carried
  cog_from SMALLINT NOT NULL,
  code_from VARCHAR NOT NULL,
  cog_to SMALLINT NOT NULL,
  code_to VARCHAR NOT NULL,
  ratio DOUBLE NOT NULL,
  kind VARCHAR NOT NULL           -- 'merger' | 'split' | 'recoded' | 'arrondissement'
);

CREATE TABLE cog_gap (            -- where INSEE's own files, when they are given, differ from the codes of this snapshot
  card VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  cog SMALLINT NOT NULL,          -- COG year the difference is about (for a passage, the year it leads to)
  code VARCHAR NOT NULL,
  what VARCHAR NOT NULL,          -- in plain French: 'commune', 'nom', 'département', 'région', 'passage'
  published VARCHAR NOT NULL,     -- as published; 'absente' or 'inchangé' where the file says nothing
  held VARCHAR NOT NULL           -- as this snapshot holds it
);

-- ---------------------------------------------------------------- facts: the register
CREATE TABLE coverage (           -- where the register speaks; elsewhere a missing count is 'nd', not nil
  card VARCHAR NOT NULL,
  departement VARCHAR NOT NULL
);
CREATE TABLE establishment (      -- ESS establishments under at least one perimeter, active; no name, no address
  siret VARCHAR NOT NULL,
  siren VARCHAR NOT NULL,
  commune VARCHAR NOT NULL,
  famille VARCHAR NOT NULL,       -- 'association' | 'cooperative' | 'mutuelle' | 'fondation' | 'societe_commerciale'
  categorie_juridique VARCHAR NOT NULL,
  naf VARCHAR,                    -- as published ('88.10A'), NULL where unknown
  section VARCHAR,                -- NAF rev. 2 section letter, NULL where unknown
  tranche VARCHAR NOT NULL,       -- Sirene size band code, 'NN' = not employer
  employer BOOLEAN NOT NULL,
  jobs_low DOUBLE NOT NULL, jobs DOUBLE NOT NULL, jobs_high DOUBLE NOT NULL,  -- estimate from the band and its bounds
  siege BOOLEAN NOT NULL,
  created DATE,
  loi_2014 BOOLEAN NOT NULL,
  categorie BOOLEAN NOT NULL,
  esus BOOLEAN NOT NULL,
  siae BOOLEAN NOT NULL,
  card VARCHAR NOT NULL
);
CREATE TABLE ess_count (          -- the same, counted; employers only in `employers`
  commune VARCHAR NOT NULL, famille VARCHAR NOT NULL, section VARCHAR, tranche VARCHAR NOT NULL,
  loi_2014 BOOLEAN NOT NULL, categorie BOOLEAN NOT NULL, esus BOOLEAN NOT NULL, siae BOOLEAN NOT NULL,
  establishments BIGINT NOT NULL, employers BIGINT NOT NULL,
  jobs_low DOUBLE NOT NULL, jobs DOUBLE NOT NULL, jobs_high DOUBLE NOT NULL
);
CREATE TABLE economy_count (      -- the whole economy, ESS included
  commune VARCHAR NOT NULL, section VARCHAR,
  establishments BIGINT NOT NULL, employers BIGINT NOT NULL,
  jobs_low DOUBLE NOT NULL, jobs DOUBLE NOT NULL, jobs_high DOUBLE NOT NULL
);
-- Registers of earlier years, each as it was published: counted and not kept. Nothing is worked out from the dates of a later
-- one, which has lost the size band of what has closed since.
CREATE TABLE past_coverage (year SMALLINT NOT NULL, card VARCHAR NOT NULL, departement VARCHAR NOT NULL);
CREATE TABLE past_ess_count (     -- as ess_count; ESUS and SIAE are those of today's lists, so that no earlier year knows any
  year SMALLINT NOT NULL,
  commune VARCHAR NOT NULL, famille VARCHAR NOT NULL, section VARCHAR, tranche VARCHAR NOT NULL,
  loi_2014 BOOLEAN NOT NULL, categorie BOOLEAN NOT NULL, esus BOOLEAN NOT NULL, siae BOOLEAN NOT NULL,
  establishments BIGINT NOT NULL, employers BIGINT NOT NULL,
  jobs_low DOUBLE NOT NULL, jobs DOUBLE NOT NULL, jobs_high DOUBLE NOT NULL
);
CREATE TABLE past_economy_count ( -- as economy_count
  year SMALLINT NOT NULL,
  commune VARCHAR NOT NULL, section VARCHAR,
  establishments BIGINT NOT NULL, employers BIGINT NOT NULL,
  jobs_low DOUBLE NOT NULL, jobs DOUBLE NOT NULL, jobs_high DOUBLE NOT NULL
);
CREATE TABLE figure_loaded (      -- official figures as published, one per territory and measure (Flores, Filosofi, population légale…)
  card VARCHAR NOT NULL, level VARCHAR NOT NULL, code VARCHAR NOT NULL, measure VARCHAR NOT NULL,
  detail VARCHAR NOT NULL,        -- famille, sector…; '' for the whole
  value DOUBLE, absence VARCHAR, unit VARCHAR NOT NULL, millesime VARCHAR NOT NULL
);

-- ---------------------------------------------------------------- facts: accompaniment
CREATE TABLE scheme (
  scheme VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, lever VARCHAR, life_stage VARCHAR,
  beneficiaries VARCHAR, amount_max_eur DOUBLE, amount_min_eur DOUBLE, duration_months INTEGER, eligibility VARCHAR,
  yearly_volume DOUBLE, co_financers VARCHAR, document VARCHAR NOT NULL, quote VARCHAR, note VARCHAR
);
CREATE TABLE operator (
  operator VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, role VARCHAR, website VARCHAR,
  document VARCHAR NOT NULL, quote VARCHAR, note VARCHAR
);
CREATE TABLE operator_scheme (operator VARCHAR NOT NULL, scheme VARCHAR NOT NULL);
CREATE TABLE site (               -- a place of an operator or a public network (France services, tiers-lieux, SIAE)
  site VARCHAR PRIMARY KEY,
  operator VARCHAR,               -- NULL for a network without operator row
  network VARCHAR NOT NULL,       -- 'operateur' | 'synthetique' (an operator's, made up) | 'france_services' | 'tiers_lieu' | 'siae'
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,          -- 'siege' | 'antenne' | 'permanence' | 'zone' | 'inconnu' | network's own kind (ACI, EI, fabrique…)
  basis VARCHAR NOT NULL,         -- 'document' (stated) | 'atelier' (place of a workshop, not an office) | 'fichier'
  commune VARCHAR, lon DOUBLE, lat DOUBLE,  -- NULL: place unknown
  precision VARCHAR NOT NULL,     -- 'adresse' | 'commune' | 'inconnue'
  address VARCHAR,                -- NULL: not said
  days_month DOUBLE,              -- days it is open in a month; NULL: unknown
  opened DATE, closed DATE,
  card VARCHAR NOT NULL
);
CREATE TABLE site_scheme (site VARCHAR NOT NULL, scheme VARCHAR NOT NULL);
CREATE TABLE intervention_zone (  -- where an operator declares that it works: never a presence
  operator VARCHAR NOT NULL,
  scheme VARCHAR,                 -- NULL: all the schemes of the operator
  level VARCHAR NOT NULL,         -- 'commune' | 'epci' | 'departement' | 'region'
  code VARCHAR NOT NULL,
  opened DATE, closed DATE,       -- NULL: unknown; it lasts
  card VARCHAR NOT NULL
);
CREATE TABLE act (                -- what was done, as operators handed it in. Internal: small counts are protected wherever they show
  act VARCHAR PRIMARY KEY,        -- '<card>:<file>:<line>'
  operator VARCHAR NOT NULL,
  scheme VARCHAR NOT NULL,
  year SMALLINT NOT NULL,
  siret VARCHAR,                  -- of the structure; NULL: persons, counted by commune before they were handed in
  commune VARCHAR NOT NULL,       -- of the beneficiary
  kind VARCHAR NOT NULL,          -- 'accompagnement' | 'aide' | 'etude' | 'pret' | 'orientation'
  beneficiaries INTEGER NOT NULL, -- 1 for a structure, which counts once a year and scheme however many acts it has
  jobs DOUBLE,                    -- consolidated or created; NULL: unknown
  amount_eur DOUBLE,              -- NULL: none, or unknown
  card VARCHAR NOT NULL
);
CREATE TABLE activity_given (     -- who handed in which year: a year that is not here is unknown, not without an act
  operator VARCHAR NOT NULL,
  scheme VARCHAR NOT NULL,
  year SMALLINT NOT NULL,
  card VARCHAR NOT NULL
);

-- ---------------------------------------------------------------- facts: travel times
CREATE TABLE travel_end (         -- the communes that a card's travel times know; of two it knows, one as origin and one as
  card VARCHAR NOT NULL,          -- destination, without a row in travel_time, the journey cannot be made
  source VARCHAR NOT NULL,        -- 'matrice' (supplied) | 'reseau' (computed on roads, within a stated horizon)
  "row" INTEGER NOT NULL,         -- of the commune
  origin BOOLEAN NOT NULL, destination BOOLEAN NOT NULL
);
CREATE TABLE travel_time (        -- directed: going is not coming back
  card VARCHAR NOT NULL,
  origin INTEGER NOT NULL, destination INTEGER NOT NULL,  -- rows of communes
  minutes DOUBLE NOT NULL
);

-- ---------------------------------------------------------------- reference facts
CREATE TABLE figure_published (   -- published_figures.csv and reference_external.csv
  figure VARCHAR PRIMARY KEY, origin VARCHAR NOT NULL,  -- 'document' | 'externe'
  level VARCHAR NOT NULL, code VARCHAR, name VARCHAR, measure VARCHAR NOT NULL, detail VARCHAR NOT NULL,
  value DOUBLE, unit VARCHAR NOT NULL, year VARCHAR, source VARCHAR, document VARCHAR, quote VARCHAR, note VARCHAR
);
CREATE TABLE contradiction (
  contradiction VARCHAR PRIMARY KEY, scope VARCHAR, what VARCHAR, value_a VARCHAR, where_a VARCHAR, value_b VARCHAR,
  where_b VARCHAR, consistent_value VARCHAR, why VARCHAR, recommendation VARCHAR, document VARCHAR, document_b VARCHAR
);
CREATE TABLE target (
  target VARCHAR PRIMARY KEY, subject VARCHAR, kind VARCHAR, value VARCHAR, unit VARCHAR, period VARCHAR,
  territory VARCHAR, description VARCHAR, document VARCHAR, quote VARCHAR, note VARCHAR
);
CREATE TABLE workshop (
  workshop VARCHAR PRIMARY KEY, organisers VARCHAR, title VARCHAR, transitions VARCHAR, day DATE, month VARCHAR,
  commune_name VARCHAR, commune VARCHAR, departement VARCHAR, epci VARCHAR, mode VARCHAR, participants INTEGER,
  document VARCHAR, quote VARCHAR, note VARCHAR
);
CREATE TABLE cooperation (
  cooperation VARCHAR PRIMARY KEY, name VARCHAR, kind VARCHAR, sector VARCHAR, territory_text VARCHAR,
  epci VARCHAR[], epci_candidate VARCHAR[], commune VARCHAR[], members VARCHAR, document VARCHAR, quote VARCHAR, note VARCHAR
);
CREATE TABLE event (              -- events.csv: dated events other than the workshops
  event VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, kind VARCHAR, first_day DATE, last_day DATE, place VARCHAR,
  commune_name VARCHAR, commune VARCHAR, departement VARCHAR, participants INTEGER,
  document VARCHAR NOT NULL, quote VARCHAR, note VARCHAR
);
CREATE TABLE actor (              -- actors_named.csv: structures that the documents name as examples; no register
  actor VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, kind VARCHAR, activity VARCHAR, commune_name VARCHAR,
  commune VARCHAR, epci VARCHAR,
  employees_stated INTEGER,       -- as printed; a group's total over France is no local employment, see note
  document VARCHAR NOT NULL, quote VARCHAR, note VARCHAR
);
CREATE TABLE need (               -- needs.csv: what the documents ask of an observatory
  need VARCHAR PRIMARY KEY, audience VARCHAR NOT NULL,  -- who asks, in French ('collectivité', 'opérateur'…)
  wish VARCHAR NOT NULL, idea VARCHAR, theme VARCHAR,
  priority VARCHAR,               -- 'indispensable' | 'utile' | 'possible': a first reading, no decision
  document VARCHAR NOT NULL, quote VARCHAR, note VARCHAR
);
CREATE TABLE zone (               -- declared territories: watch zones, contracts, PETR… (declared, not tested)
  zone VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, departement VARCHAR[],
  epci VARCHAR[],                 -- certain members
  epci_candidate VARCHAR[],       -- to be validated by a person; never loaded as fact
  basis VARCHAR, description VARCHAR, document VARCHAR, quote VARCHAR, note VARCHAR
);

-- ---------------------------------------------------------------- results
CREATE TABLE result (             -- one row per indicator, perimeter, level and territory; no row: not published ('nd')
  indicator VARCHAR NOT NULL, perimetre VARCHAR NOT NULL, level VARCHAR NOT NULL, "row" INTEGER NOT NULL,
  value DOUBLE, absence VARCHAR,
  low DOUBLE, high DOUBLE,        -- 95 % interval; NULL where the measure has none
  smoothed DOUBLE,                -- empirical Bayes; NULL where it does not apply
  numerator DOUBLE, denominator DOUBLE,
  reliable BOOLEAN                -- false: the interval is wider than the measure's stated limit
);
CREATE TABLE white_zone (         -- default parameters; the server recomputes for others with the same functions.
                                  -- No row: not available ('nd'), nothing was there to test
  kind VARCHAR NOT NULL,          -- 'offre' | 'foyer_froid' | 'accompagnement' | 'recours' (by EPCI, where activity was handed in)
  perimetre VARCHAR, scheme VARCHAR,  -- what it was computed for
  level VARCHAR NOT NULL, "row" INTEGER NOT NULL,
  verdict VARCHAR NOT NULL,       -- 'oui' | 'non' | 'ns' | 'nd'
  rate DOUBLE, low DOUBLE, high DOUBLE, probability DOUBLE,           -- offre
  smoothed DOUBLE, neighbours INTEGER, z DOUBLE, p DOUBLE, q DOUBLE,  -- foyer froid; neighbours: with a known rate
  minutes DOUBLE, far_share DOUBLE, nearest_site VARCHAR,             -- accompagnement
  expected DOUBLE, none_probability DOUBLE,                           -- recours; NULL where a small count would be told
  years_since INTEGER                                                 -- recours; NULL: no beneficiary is known
);
CREATE TABLE white_zone_area (    -- white units of one kind that touch, as one area; default parameters
  kind VARCHAR NOT NULL, perimetre VARCHAR, scheme VARCHAR, level VARCHAR NOT NULL,
  area INTEGER NOT NULL,          -- 0.., the most populous first
  name VARCHAR NOT NULL,          -- of its most populous units
  unit VARCHAR[] NOT NULL,        -- codes of its units
  departement VARCHAR[] NOT NULL, -- codes, the one with most of its inhabitants first
  commune_count INTEGER NOT NULL,
  population BIGINT,
  establishments BIGINT,          -- employers of the perimeter; of 'loi_2014' where the kind has none
  minutes DOUBLE, far_share DOUBLE, nearest_site VARCHAR  -- to the nearest site of the scheme (of any operator: NULL)
);

-- ---------------------------------------------------------------- views
CREATE VIEW perimetre AS          -- one row per establishment and perimeter that holds it
  SELECT 'loi_2014' AS perimetre, * FROM establishment WHERE loi_2014
  UNION ALL SELECT 'categorie', * FROM establishment WHERE categorie
  UNION ALL SELECT 'avec_esus', * FROM establishment WHERE loi_2014 OR esus
  UNION ALL SELECT 'avec_siae', * FROM establishment WHERE loi_2014 OR siae;
CREATE VIEW perimetre_difference AS  -- what stands in perimeter a and not in b: WHERE a = 'categorie' AND b = 'loi_2014'
  SELECT p.perimetre AS a, o.perimetre AS b, p.* EXCLUDE (perimetre)
  FROM perimetre p, (VALUES ('loi_2014'), ('categorie'), ('avec_esus'), ('avec_siae')) o (perimetre)
  WHERE p.perimetre <> o.perimetre AND NOT CASE o.perimetre
    WHEN 'loi_2014' THEN p.loi_2014 WHEN 'categorie' THEN p.categorie
    WHEN 'avec_esus' THEN p.loi_2014 OR p.esus ELSE p.loi_2014 OR p.siae END;
