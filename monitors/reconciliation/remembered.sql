-- What the rules found tonight, and where it is found again in the ledger.
-- One row per check: what it is about, what was told, and what was found.
SELECT
    'finding -> ledger_found' AS what,
    (SELECT count(*) FROM finding) AS told,
    (SELECT count(*) FROM ledger_found) AS found
UNION ALL SELECT
    'ledger_found -> episode',
    (SELECT count(*) FROM ledger_found WHERE warning_id IS NULL),
    (SELECT count(*) FROM ledger_number JOIN episode ON episode.warning_id = ledger_number.warning_id)
UNION ALL SELECT
    'episode -> warning_event',
    (SELECT count(*) FROM ledger_number),
    (SELECT count(DISTINCT event.warning_id) FROM warning_event event
        JOIN tonight_run ON tonight_run.run_id = event.run_id WHERE event.change = 'new')
UNION ALL SELECT
    'ledger_event -> warning_event',
    (SELECT count(*) FROM ledger_event),
    (SELECT count(*) FROM warning_event event JOIN tonight_run ON tonight_run.run_id = event.run_id)
UNION ALL SELECT
    'episodes before tonight and new ones -> standing',
    (SELECT count(*) FROM ledger_before) + (SELECT count(*) FROM ledger_number),
    (SELECT count(*) FROM standing)
