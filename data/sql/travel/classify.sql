-- What becomes of each pair read: its two communes in the target year, its minutes, its first fault or why it is left aside.
CREATE TABLE scratch.pair AS
SELECT line, origin_code, destination_code, duration_read, origin, destination, moved, number / {{divisor}} AS minutes,
  CASE
    WHEN away THEN 'away'
    WHEN origin IS NULL THEN 'origin'
    WHEN destination IS NULL THEN 'destination'
    WHEN lower(duration) IN ('', 'na', 'nan', 'nd', 'null', 'none', 'inf', '+inf', 'infinity', '-', '–') THEN 'none'
    WHEN number IS NULL OR NOT isfinite(number) THEN 'number'
    WHEN number < 0 THEN 'negative'
    WHEN number / {{divisor}} > {{longest}} THEN 'long'
    WHEN origin = destination AND origin_code <> destination_code THEN 'merged'
    ELSE 'loaded'
  END AS status
FROM (
  SELECT r.*, coalesce(trim(duration_read), '') AS duration,
    try_cast(replace(replace(trim(duration_read), ' ', ''), ',', '.') AS DOUBLE) AS number,
    o.commune AS origin, d.commune AS destination,
    coalesce(o.moved, 0) + coalesce(d.moved, 0) AS moved, coalesce(o.away, false) OR coalesce(d.away, false) AS away
  FROM scratch.pair_read r
  LEFT JOIN scratch.travel_code o ON o.code = r.origin_code
  LEFT JOIN scratch.travel_code d ON d.code = r.destination_code);
