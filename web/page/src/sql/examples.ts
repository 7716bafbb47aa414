// Questions that teach the tables: each can be run as it is, in any region, and leads to the next.

export interface Example {
  title: string;
  query: string;
  /** How its answer reads best. */
  as: "tableau" | "barres" | "nuage" | "carte";
}

export const EXAMPLES: Example[] = [
  {
    title: "Les vingt EPCI où l’ESS a le plus d’emplois",
    as: "barres",
    query: `-- ess_count compte l’ESS par commune ; commune dit à quel EPCI elle appartient.
SELECT t.code, t.name AS nom, sum(e.jobs) AS emplois, sum(e.employers) AS employeurs
FROM ess_count AS e
JOIN commune AS c ON c.code = e.commune
JOIN territory AS t ON t.level = 'epci' AND t.code = c.epci
WHERE e.loi_2014
GROUP BY ALL
ORDER BY emplois DESC
LIMIT 20`,
  },
  {
    title: "Un indicateur de la carte, avec son intervalle",
    as: "carte",
    query: `-- result tient chaque indicateur ; coverage, les départements où le registre parle.
SELECT r.code, t.name AS nom, r.value AS pour_10000_hab, r.low AS bas, r.high AS haut, r.reliable AS fiable
FROM result AS r
JOIN territory AS t ON t.level = r.level AND t.code = r.code
WHERE r.indicator = 'etablissements_10000_hab' AND r.perimetre = 'loi_2014' AND r.level = 'epci'
  AND r.value IS NOT NULL AND t.departement IN (SELECT departement FROM coverage)
ORDER BY pour_10000_hab DESC`,
  },
  {
    title: "Les communes sans aucun employeur de l’ESS",
    as: "carte",
    query: `-- Une jointure à gauche garde les communes où il n’y a rien.
SELECT c.code, t.name AS nom, t.population AS habitants
FROM commune AS c
JOIN territory AS t ON t.level = 'commune' AND t.code = c.code
LEFT JOIN establishment AS e ON e.commune = c.code AND e.employer AND e.loi_2014
WHERE c.departement IN (SELECT departement FROM coverage)
GROUP BY ALL
HAVING count(e.siret) = 0
ORDER BY habitants DESC`,
  },
  {
    title: "Dans quelles activités l’ESS pèse-t-elle ?",
    as: "barres",
    query: `-- economy_count compte toute l’économie, ESS comprise.
WITH ess AS (SELECT section, sum(jobs) AS emplois FROM ess_count WHERE loi_2014 GROUP BY section),
  tout AS (SELECT section, sum(jobs) AS emplois FROM economy_count GROUP BY section)
SELECT section, ess.emplois AS emplois_ess, 100 * ess.emplois / tout.emplois AS part
FROM ess JOIN tout USING (section)
WHERE tout.emplois > 0
ORDER BY part DESC`,
  },
  {
    title: "L’ESS d’année en année, par famille",
    as: "tableau",
    query: `-- past_ess_count compte les années antérieures comme ess_count compte celle de référence.
SELECT famille, year AS annee, sum(employers) AS employeurs, sum(jobs) AS emplois
FROM past_ess_count
WHERE loi_2014
GROUP BY ALL
UNION ALL
SELECT famille, (SELECT max(year) FROM card) AS annee, sum(employers), sum(jobs)
FROM ess_count
WHERE loi_2014
GROUP BY ALL
ORDER BY famille, annee`,
  },
  {
    title: "Population et employeurs : un nuage par EPCI",
    as: "nuage",
    query: `SELECT t.name AS nom, t.code, t.population AS habitants, sum(e.employers) AS employeurs
FROM territory AS t
JOIN commune AS c ON c.epci = t.code
JOIN ess_count AS e ON e.commune = c.code AND e.loi_2014
WHERE t.level = 'epci'
GROUP BY ALL
ORDER BY habitants`,
  },
  {
    title: "Les établissements par décennie de création",
    as: "barres",
    query: `SELECT (year(created) // 10 * 10)::VARCHAR AS decennie, count(*) AS etablissements,
  count(*) FILTER (famille = 'association') AS associations
FROM establishment
WHERE created IS NOT NULL
GROUP BY ALL
ORDER BY decennie`,
  },
  {
    title: "Les zones blanches d’offre, des plus peuplées aux moins",
    as: "tableau",
    query: `SELECT w.code, t.name AS nom, t.population AS habitants, w.rate AS taux, w.low AS bas, w.high AS haut
FROM white_zone AS w
JOIN territory AS t USING (level, code)
WHERE w.kind = 'offre' AND w.perimetre = 'loi_2014' AND w.level = 'epci' AND w.verdict = 'oui'
ORDER BY habitants DESC`,
  },
  {
    title: "Où sont les lieux des opérateurs",
    as: "tableau",
    query: `SELECT o.name AS operateur, s.kind AS nature, s.name AS lieu, t.name AS commune, s.precision AS "précision"
FROM site AS s
JOIN operator AS o USING (operator)
LEFT JOIN territory AS t ON t.level = 'commune' AND t.code = s.commune
ORDER BY operateur, nature`,
  },
];
