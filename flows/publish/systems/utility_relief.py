"""Relief on power and water: who is to have it, as it may leave the warehouse, and the list for the suppliers."""

import duckdb

from flows.publish.leave_found import leave_found
from monitors.watch import Night
from schemas import masks


def utility_relief(con: duckdb.DuckDBPyConnection, _night: Night) -> None:
    """Leave `outward_utility_relief` and the restricted `utility_relief_row`. An account is told by its last digits:
    the supplier finds it in its own delivery by the household's number."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_utility_relief AS
        SELECT {masks.household_key("household_id")} AS household_key, township_code, village_code, kind, status,
            has_account, account_count
        FROM utility_relieved
        ORDER BY township_code, village_code, household_id, kind"""
    )
    leave_found(
        con,
        "utility_relief_row",
        f"""SELECT relieved.township_code, coalesce(township.name, relieved.township_code) AS township_name,
            coalesce(village.name, relieved.village_code) AS village_name, {masks.own_number("relieved.household_id")} AS household_id,
            {masks.full_name("household.head_name")} AS head_name, {masks.name("household.head_name", of="household.head_person_no")} AS head_name_masked, household.member_count,
            CASE relieved.kind WHEN 'power' THEN '电' ELSE '水' END AS kind_zh,
            CASE relieved.status WHEN 'extreme_poverty_support' THEN '特困人员' ELSE '低保' END AS status_zh,
            CASE WHEN relieved.has_account THEN relieved.accounts
                WHEN NOT relieved.has_account THEN '无户号，请核实' ELSE '户号数据未送达' END AS accounts_zh
        FROM utility_relieved relieved
        JOIN household ON household.household_id = relieved.household_id
        LEFT JOIN outward_area township ON township.area_code = relieved.township_code
        LEFT JOIN outward_area village ON village.area_code = relieved.village_code
        ORDER BY relieved.township_code, relieved.kind, relieved.village_code, relieved.household_id""",
        among="utility_relieved",
        columns="""township_code VARCHAR, township_name VARCHAR, village_name VARCHAR, household_id VARCHAR,
            head_name VARCHAR, head_name_masked VARCHAR, member_count INTEGER, kind_zh VARCHAR,
            status_zh VARCHAR, accounts_zh VARCHAR""",
    )
