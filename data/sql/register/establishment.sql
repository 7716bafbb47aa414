-- Establishments as read: one row per line of StockEtablissement, joined to its unit, its commune of the target year, its
-- band and its section. A closed establishment is only counted: it is joined to nothing.
-- A row stands `again` when its SIRET has an earlier row, whatever its state.
SELECT
  r.line, r.siren_read, r.siret_read, r.etat_read, r.tranche_read, r.commune_read, r.naf_read,
  CASE WHEN lpad(try_cast(r.siret_read AS UBIGINT)::VARCHAR, 14, '0') = r.siret_read THEN r.siret_read::UBIGINT END AS siret,
  m.commune, m.departement,
  coalesce(t.categorie_juridique, '') AS categorie_juridique,
  r.naf_read AS naf,
  s.section,
  b.tranche,
  coalesce(b.low > 0 OR r.employer_read = 'O', false) AS employer,
  coalesce(r.siege_read = 'true', false) AS siege,
  try_cast(r.created_read AS DATE) AS created,
  coalesce(t.unit_esus, false) AS esus,
  a.siae_siret IS NOT NULL AS siae,
  CASE WHEN t.form_famille IS NOT NULL THEN t.form_famille
       WHEN t.commercial AND (t.flagged OR t.unit_esus OR a.siae_siret IS NOT NULL) THEN '{{societe_commerciale}}' END AS famille,
  coalesce(t.flagged AND famille IS NOT NULL, false) AS loi_2014,
  coalesce(t.form_categorie, false)
    AND NOT (famille IN ('association', 'fondation') AND coalesce({{outside}}, false)) AS categorie,
  famille IS NOT NULL AND (loi_2014 OR categorie OR esus OR siae) AS ess,
  coalesce(r.commune_read[:3] IN ('975', '977', '978', '984', '986', '987', '988', '989')
    OR (r.commune_read IS NULL AND r.pays_read IS NOT NULL), false) AS away,
  coalesce({{key_fails}}, false) AS key_fails,
  g.line IS NOT NULL AS again,
  CASE
    WHEN r.etat_read = 'F' THEN NULL
    WHEN r.etat_read IS DISTINCT FROM 'A' THEN 'etat'
    WHEN siret IS NULL OR r.siret_read[:9] IS DISTINCT FROM r.siren_read THEN 'siret'
    WHEN away THEN NULL
    WHEN m.commune IS NULL THEN 'commune'
    WHEN b.tranche IS NULL THEN 'tranche'
    WHEN t.unit IS NULL THEN 'unite'
  END AS own_fault,
  CASE WHEN own_fault IS NULL AND again THEN 'doublon' ELSE own_fault END AS fault,
  CASE
    WHEN fault IS NOT NULL THEN 'refused'
    WHEN r.etat_read = 'F' THEN 'closed'
    WHEN away THEN 'away'
    ELSE 'loaded'
  END AS status
FROM (
  SELECT {{line}} AS line, siren::VARCHAR AS siren_read, siret::VARCHAR AS siret_read,
    etatAdministratifEtablissement::VARCHAR AS etat_read,
    coalesce(nullif(trancheEffectifsEtablissement::VARCHAR, ''), 'NN') AS tranche_read,
    caractereEmployeurEtablissement::VARCHAR AS employer_read,
    etablissementSiege::VARCHAR AS siege_read,
    dateCreationEtablissement::VARCHAR AS created_read,
    nullif(activitePrincipaleEtablissement::VARCHAR, '') AS naf_read,
    nullif(codeCommuneEtablissement::VARCHAR, '') AS commune_read,
    {{pays}} AS pays_read
  FROM {{scan}}
) r
LEFT JOIN scratch.unit t ON t.unit = CASE WHEN r.etat_read = 'A' THEN try_cast(r.siren_read AS UINTEGER) END
LEFT JOIN scratch.commune_map m ON m.code_read = r.commune_read
LEFT JOIN scratch.band b ON b.tranche = r.tranche_read
LEFT JOIN scratch.section s ON s.division = r.naf_read[:2]
LEFT JOIN scratch.siae a ON a.siae_siret = r.siret_read
LEFT JOIN scratch.siret_again g ON g.line = r.line
