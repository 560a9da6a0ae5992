"""What a standard announced late means, as it may leave the warehouse; and the rows of the office's own list of it."""

import duckdb

from schemas import masks
from schemas.money import yuan


def standard_differences(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_standard_difference` and the restricted `difference_row`: one row per household and month."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_standard_difference AS
        SELECT {masks.household_key("due.household_id")} AS household_key,
            household.township_code, household.village_code, due.month_on, due.announced_on, due.member_count,
            {yuan("due.line_before_fen")} AS line_before_cny, {yuan("due.line_after_fen")} AS line_after_cny,
            {yuan("due.difference_fen")} AS difference_cny
        FROM standard_difference due JOIN household USING (household_id)
        ORDER BY due.household_id, due.month_on, due.announced_on"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE difference_row AS
        SELECT coalesce(township.name, household.township_code) AS township_name,
            coalesce(village.name, household.village_code) AS village_name,
            {masks.own_number("due.household_id")} AS household_id, {masks.name("household.head_name", of="household.head_person_no")} AS head_name_masked, due.member_count,
            strftime(due.month_on, '%Y-%m') AS month, due.announced_on,
            due.line_before_fen, due.line_after_fen, due.difference_fen
        FROM standard_difference due
        JOIN household USING (household_id)
        LEFT JOIN outward_area township ON township.area_code = household.township_code
        LEFT JOIN outward_area village ON village.area_code = household.village_code
        ORDER BY household.township_code, household.village_code, due.household_id, due.month_on, due.announced_on"""
    )
