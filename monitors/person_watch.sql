-- Who is on the agriculture bureau's list of people watched so as not to fall back into poverty.
-- One row per person.
SELECT person_no, min(cause) AS cause
FROM poverty_return_watch_known
GROUP BY person_no
