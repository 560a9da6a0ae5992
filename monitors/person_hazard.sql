-- Whom a disaster, fire or accident struck last.
-- One row per person. A loss is a first guess; of one event told twice the newest row holds.
SELECT person_no, occurred_on, kind, loss_fen
FROM (
    SELECT
        hazard.person_no,
        hazard.occurred_on,
        hazard.kind,
        hazard.loss_fen,
        row_number() OVER (PARTITION BY hazard.person_no ORDER BY hazard.occurred_on DESC, hazard.event_no)
            AS place_in_line
    FROM hazard_known hazard
    CROSS JOIN night
    WHERE hazard.occurred_on <= night.as_of
) struck
WHERE place_in_line = 1
