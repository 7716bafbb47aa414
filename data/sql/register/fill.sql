-- From staged rows to the tables of the snapshot.
INSERT INTO establishment BY NAME
SELECT lpad(s.siret::VARCHAR, 14, '0') AS siret, lpad(s.siret::VARCHAR, 14, '0')[:9] AS siren, s.commune, s.famille,
  s.categorie_juridique, s.naf, s.section, s.tranche, s.employer, b.low AS jobs_low, b.jobs, b.high AS jobs_high, s.siege,
  s.created, s.loi_2014, s.categorie, s.esus, s.siae, {{card}} AS card
FROM scratch.staged s JOIN scratch.band b USING (tranche)
WHERE s.status = 'loaded' AND s.ess
ORDER BY s.commune, s.siret;

INSERT INTO ess_count BY NAME
SELECT commune, famille, section, tranche, loi_2014, categorie, esus, siae, count(*) AS establishments,
  count(*) FILTER (employer) AS employers, sum(jobs_low) AS jobs_low, sum(jobs) AS jobs, sum(jobs_high) AS jobs_high
FROM establishment WHERE card = {{card}} GROUP BY ALL ORDER BY ALL;

INSERT INTO economy_count BY NAME
SELECT s.commune, s.section, count(*) AS establishments, count(*) FILTER (s.employer) AS employers,
  sum(b.low) AS jobs_low, sum(b.jobs) AS jobs, sum(b.high) AS jobs_high
FROM scratch.staged s JOIN scratch.band b USING (tranche)
WHERE s.status = 'loaded'
GROUP BY ALL ORDER BY ALL;

INSERT INTO coverage SELECT {{card}}, departement FROM scratch.covered ORDER BY departement;
