-- Legal units as read: one row per line of StockUniteLegale, with what it is to the ESS. The scan reads the file,
-- the line is the number of a row when it is asked for. A row stands `again` when its SIREN has an earlier row.
SELECT
  r.line, r.siren_read, r.categorie_read, r.flag_read,
  CASE WHEN lpad(try_cast(r.siren_read AS UINTEGER)::VARCHAR, 9, '0') = r.siren_read THEN r.siren_read::UINTEGER END AS unit,
  CASE WHEN lpad(try_cast(r.categorie_read AS USMALLINT)::VARCHAR, 4, '0') = r.categorie_read THEN r.categorie_read END
    AS categorie_juridique,
  coalesce(r.flag_read = 'O', false) AS flagged,
  e.esus_siren IS NOT NULL AS esus,
  f.form_famille,
  coalesce(f.form_categorie, false) AS form_categorie,
  coalesce({{commercial}}, false) AS commercial,
  coalesce({{key_fails}}, false) AS key_fails,
  g.line IS NOT NULL AS again,
  CASE
    WHEN unit IS NULL THEN 'siren'
    WHEN r.categorie_read IS NOT NULL AND categorie_juridique IS NULL THEN 'categorie'
    WHEN r.flag_read NOT IN ('O', 'N') THEN 'drapeau'
    WHEN flagged AND f.form_famille IS NULL AND NOT commercial THEN 'forme'
    WHEN again THEN 'doublon'
  END AS fault
FROM (
  SELECT {{line}} AS line, siren::VARCHAR AS siren_read, nullif(categorieJuridiqueUniteLegale::VARCHAR, '') AS categorie_read,
    nullif(economieSocialeSolidaireUniteLegale::VARCHAR, '') AS flag_read
  FROM {{scan}}
) r
LEFT JOIN scratch.form f ON f.form_code = r.categorie_read
LEFT JOIN scratch.esus e ON e.esus_siren = r.siren_read
LEFT JOIN scratch.unit_again g ON g.line = r.line
