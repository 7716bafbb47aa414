-- A pair of communes that stands on several rows: the row whose codes are still those of the communes (the chief town of a
-- merger keeps the code), then the first of the file. The same pair of codes again is a fault; another pair that mergers
-- made the same is left aside.
CREATE TABLE scratch.pair_first AS
SELECT line, origin_code, destination_code,
  CASE WHEN origin_code = first_origin AND destination_code = first_destination THEN 'twice' ELSE 'merged' END AS status
FROM (
  SELECT line, origin_code, destination_code, row_number() OVER again AS rank,
    first_value(origin_code) OVER again AS first_origin, first_value(destination_code) OVER again AS first_destination
  FROM scratch.pair
  JOIN (SELECT origin, destination FROM scratch.pair WHERE status = 'loaded' GROUP BY ALL HAVING count(*) > 1)
    USING (origin, destination)
  WHERE status = 'loaded'
  WINDOW again AS (PARTITION BY origin, destination ORDER BY moved, line))
WHERE rank > 1;
UPDATE scratch.pair p SET status = f.status FROM scratch.pair_first f
WHERE p.line = f.line AND p.origin_code = f.origin_code AND p.destination_code = f.destination_code
  AND p.status = 'loaded';
