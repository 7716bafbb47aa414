-- From staged rows to the counts of an earlier year: establishments themselves are not kept.
INSERT INTO past_ess_count BY NAME
SELECT {{year}}::SMALLINT AS year, s.commune, s.famille, s.section, s.tranche, s.loi_2014, s.categorie, s.esus, s.siae,
  count(*) AS establishments, count(*) FILTER (s.employer) AS employers,
  sum(b.low) AS jobs_low, sum(b.jobs) AS jobs, sum(b.high) AS jobs_high
FROM scratch.staged s JOIN scratch.band b USING (tranche)
WHERE s.status = 'loaded' AND s.ess
GROUP BY ALL ORDER BY ALL;

INSERT INTO past_economy_count BY NAME
SELECT {{year}}::SMALLINT AS year, s.commune, s.section, count(*) AS establishments,
  count(*) FILTER (s.employer) AS employers, sum(b.low) AS jobs_low, sum(b.jobs) AS jobs, sum(b.high) AS jobs_high
FROM scratch.staged s JOIN scratch.band b USING (tranche)
WHERE s.status = 'loaded'
GROUP BY ALL ORDER BY ALL;

INSERT INTO past_coverage SELECT {{year}}, {{card}}, departement FROM scratch.covered ORDER BY departement;
