"""Services asked for and given, as they may leave the warehouse, and the list by which needs are passed on."""

import duckdb

from flows.publish.leave_found import leave_found
from flows.publish.whom import PERSON_KEY_OF
from monitors.watch import Night
from schemas import masks
from schemas.checks import text
from schemas.extracts.service_need import CONTRACT

_KIND_ZH = " ".join(
    f"WHEN {text(code)} THEN {text(label)}"
    for column in CONTRACT.columns
    if column.name == "kind"
    for label, code in column.choices.items()
)
_GROUP_ZH = "WHEN 'child' THEN '儿童' WHEN 'elder' THEN '老人' WHEN 'living_alone' THEN '独居' ELSE '其他'"
UNNAMED_ZH = "未指定"
_STATION = masks.title("asked.station")


def services(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `outward_service_count`, `outward_service_referral` and the restricted `service_referral_row`."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_service_count AS
        SELECT township_code, kind, person_group, CAST(services AS BIGINT) AS services,
            CAST(persons AS BIGINT) AS persons, CAST(resolved AS BIGINT) AS resolved, CAST(open AS BIGINT) AS open,
            CAST(stations AS BIGINT) AS stations
        FROM service_counted
        ORDER BY township_code NULLS FIRST, kind NULLS FIRST, person_group NULLS FIRST"""
    )
    leave_found(
        con,
        "outward_service_referral",
        f"""SELECT {masks.own_number("asked.need_no")} AS need_no, asked.kind, asked.person_group, asked.lives_alone, {_STATION} AS station,
            asked.township_code, {masks.household_key("asked.household_id")} AS household_key,
            {masks.person_key(PERSON_KEY_OF)} AS person_key, asked.registered_on, asked.waited_days AS open_days
        FROM service_asked asked
        LEFT JOIN person ON person.person_no = asked.person_no
        LEFT JOIN first_number ON first_number.person_no = asked.person_no
        WHERE asked.is_open
        ORDER BY asked.need_no""",
        among="service_asked",
    )
    leave_found(
        con,
        "service_referral_row",
        f"""SELECT asked.township_code, coalesce(township.name, asked.township_code, '本局') AS township_name,
            coalesce({_STATION}, {text(UNNAMED_ZH)}) AS station_zh,
            coalesce({masks.full_name("asked.name")}, '') AS person_name, coalesce({masks.name("asked.name", of="asked.person_no")}, '') AS person_name_masked,
            coalesce(village.name, asked.village_code) AS village_name,
            CASE asked.kind {_KIND_ZH} ELSE asked.kind END AS kind_zh,
            CASE asked.person_group {_GROUP_ZH} END AS group_zh,
            CASE WHEN asked.lives_alone THEN '独居' ELSE '' END AS alone_zh,
            asked.registered_on, asked.waited_days, {masks.own_number("asked.need_no")} AS need_no
        FROM service_asked asked
        LEFT JOIN outward_area township ON township.area_code = asked.township_code
        LEFT JOIN outward_area village ON village.area_code = asked.village_code
        WHERE asked.is_open
        ORDER BY asked.township_code NULLS LAST, asked.station NULLS LAST, asked.registered_on, asked.need_no""",
        among="service_asked",
        columns="""township_code VARCHAR, township_name VARCHAR, station_zh VARCHAR, person_name VARCHAR,
            person_name_masked VARCHAR, village_name VARCHAR, kind_zh VARCHAR, group_zh VARCHAR,
            alone_zh VARCHAR, registered_on DATE, waited_days INTEGER, need_no VARCHAR""",
    )
