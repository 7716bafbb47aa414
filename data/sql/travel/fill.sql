-- A pair that an earlier file of the card gave is left aside; the rest is written in the order of the communes.
UPDATE scratch.pair p SET status = 'given' FROM travel_time t
WHERE p.status = 'loaded' AND t.card = {{card}} AND t.origin = p.origin AND t.destination = p.destination;
INSERT INTO travel_time
SELECT {{card}}, origin, destination, minutes FROM scratch.pair WHERE status = 'loaded' ORDER BY origin, destination;
INSERT INTO travel_end
SELECT {{card}}, {{source}}, commune, bool_or(origin), bool_or(destination) FROM (
  SELECT DISTINCT origin AS commune, true AS origin, false AS destination FROM scratch.pair
  WHERE status IN ('loaded', 'none', 'given')
  UNION ALL SELECT DISTINCT destination, false, true FROM scratch.pair WHERE status IN ('loaded', 'none', 'given'))
GROUP BY commune ORDER BY commune;
