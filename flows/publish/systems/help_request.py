"""Requests for help as they may leave the warehouse, and the open ones as the offices' list tells them."""

import duckdb

from flows.publish.leave_found import leave_found
from flows.publish.whom import PERSON_KEY_OF
from monitors.watch import Night
from schemas import masks
from schemas.checks import text
from schemas.extracts.help_request import CONTRACT
from schemas.money import yuan
from schemas.provinces import PROVINCE_ZH

REGISTRATION_ZH = {"local": "本地", "elsewhere": "外地", "unknown": "不明"}


def help_requests(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `outward_help_request`, `outward_help_count` and the restricted `help_row`: open requests, the oldest
    first in every township."""
    leave_found(
        con,
        "outward_help_request",
        f"""SELECT {masks.own_number("asked.request_no")} AS request_no, asked.received_on, asked.channel, asked.channel_group, asked.need, asked.township_code,
            asked.registration, asked.refer_to_area_code,
            {masks.household_key("asked.household_id")} AS household_key,
            {masks.person_key(PERSON_KEY_OF)} AS person_key,
            asked.resolved_on, asked.is_same_day, asked.open_days, asked.request_no_in_year, asked.stay_days,
            asked.is_over_stay, {yuan("asked.standard_fen_per_month")} AS standard_cny_per_month,
            CASE WHEN night.is_relief_payment_delivered THEN coalesce(paid.payments, 0) END AS relief_payments,
            {yuan("CASE WHEN night.is_relief_payment_delivered THEN coalesce(paid.fen, 0) END")} AS relief_cny
        FROM help_case asked
        CROSS JOIN night
        LEFT JOIN (
            SELECT request_no, count(*) AS payments, CAST(sum(amount_fen) AS BIGINT) AS fen
            FROM help_relief GROUP BY request_no
        ) paid ON paid.request_no = asked.request_no
        LEFT JOIN person ON person.person_no = asked.person_no
        LEFT JOIN first_number ON first_number.person_no = asked.person_no
        ORDER BY asked.received_on, asked.request_no""",
        among="help_case",
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_help_count AS
        SELECT year_from_on, channel_group, registration, person_times, persons, households, same_day, still_open,
            over_stay, repeat_persons, relief_payments, relief_persons, {yuan("relief_fen")} AS relief_cny,
            {yuan("relief_mean_per_person_fen")} AS relief_mean_per_person_cny,
            {yuan("relief_mean_per_payment_fen")} AS relief_mean_per_payment_cny
        FROM help_count
        ORDER BY channel_group NULLS FIRST, registration NULLS FIRST"""
    )
    leave_found(
        con,
        "help_row",
        f"""SELECT asked.township_code, coalesce(township.name, asked.township_code, '本局') AS township_name,
            {masks.own_number("asked.request_no")} AS request_no, asked.received_on, {masks.full_name("asked.name")} AS name, {masks.name("asked.name", of="asked.person_no")} AS name_masked,
            -- Of a request only the township may be known.
            coalesce(village.name, CASE WHEN substr(asked.village_code, 10, 3) <> '000' THEN asked.village_code END)
                AS village_name,
            {_zh("asked.channel", _labels("channel"))} AS channel_zh,
            {_zh("asked.need", _labels("need"))} AS need_zh,
            {_zh("asked.registration", REGISTRATION_ZH)} AS registration_zh,
            -- A county of our own register by its name, any other by its province's.
            asked.refer_to_area_code || coalesce(' ' || coalesce(
                county.name, {_zh("substr(asked.refer_to_area_code, 1, 2)", PROVINCE_ZH)}), '') AS refer_to_zh,
            asked.request_no_in_year, asked.stay_days, asked.standard_fen_per_month,
            CASE WHEN asked.is_same_day IS NULL THEN '今日受理' ELSE '否' END AS same_day_zh
        FROM help_case asked
        LEFT JOIN outward_area township ON township.area_code = asked.township_code
        LEFT JOIN area_known village ON village.area_code = asked.village_code
        LEFT JOIN area_known county ON county.area_code = asked.refer_to_area_code
        WHERE asked.is_open
        ORDER BY asked.township_code, asked.received_on, asked.request_no""",
        among="help_case",
        columns="""township_code VARCHAR, township_name VARCHAR, request_no VARCHAR, received_on DATE,
            name VARCHAR, name_masked VARCHAR, village_name VARCHAR, channel_zh VARCHAR,
            need_zh VARCHAR, registration_zh VARCHAR, refer_to_zh VARCHAR, request_no_in_year INTEGER,
            stay_days INTEGER, standard_fen_per_month BIGINT, same_day_zh VARCHAR""",
    )


def _labels(column: str) -> dict[str, str]:
    """What a department calls each code first."""
    labels: dict[str, str] = {}
    for label, code in CONTRACT.column(column).choices.items():
        labels.setdefault(code, label)
    return labels


def _zh(expression: str, labels: dict[str, str]) -> str:
    return f"CASE {expression} {' '.join(f'WHEN {text(code)} THEN {text(zh)}' for code, zh in labels.items())} END"
