"""Townships' reserve funds as they may leave the warehouse, and as the offices' list tells them."""

import duckdb

from monitors.watch import Night
from schemas.money import yuan


def reserves(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `outward_reserve_fund` and the restricted `reserve_row`: a line for every township."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_reserve_fund AS
        SELECT place.township_code, place.has_ledger, place.opened_on,
            {yuan("place.opening_fen")} AS opening_cny, {yuan("place.top_up_fen")} AS top_up_cny,
            {yuan("place.spent_fen")} AS spent_cny, {yuan("place.balance_fen")} AS balance_cny,
            place.entries, place.last_entry_on, {yuan("place.low_line_fen")} AS low_line_cny, place.is_low,
            CAST(place.draws AS BIGINT) AS draws,
            {_count("draw_over_limit")} AS draws_over_limit,
            {_count("draw_without_payment")} AS draws_without_payment,
            CASE WHEN place.has_ledger THEN {_count("payment_without_draw")} END AS payments_without_draw,
            {_count("draw_twice")} AS payments_drawn_twice,
            {yuan("place.carried_over_difference_fen")} AS carried_over_difference_cny
        FROM reserve_township place
        ORDER BY place.township_code"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE reserve_row AS
        SELECT place.township_code, coalesce(township.name, place.township_code) AS township_name,
            CASE WHEN place.has_ledger THEN '有' ELSE '没有' END AS ledger_zh,
            place.opening_fen, place.top_up_fen, place.spent_fen, place.balance_fen, place.low_line_fen,
            CASE WHEN place.balance_fen < 0 THEN '透支' WHEN place.is_low THEN '不足' ELSE '' END AS low_zh,
            place.last_entry_on, open.matters
        FROM reserve_township place
        LEFT JOIN outward_area township ON township.area_code = place.township_code
        JOIN (
            SELECT asked.township_code, count(task.task_code) AS matters
            FROM reserve_township asked
            LEFT JOIN task ON task.township_code = asked.township_code
                AND (task.task_code LIKE 'reserve\\_%' ESCAPE '\\' OR task.task_code IN
                    ('draw_over_limit', 'draw_without_payment', 'payment_without_draw', 'draw_twice'))
            GROUP BY asked.township_code
        ) open ON open.township_code = place.township_code
        ORDER BY place.township_code"""
    )


def _count(code: str) -> str:
    """The township's matters of a kind; null where the kind could not be judged."""
    return f"""(SELECT CASE WHEN judged.is_judged THEN
            (SELECT count(*) FROM task WHERE task.task_code = '{code}' AND task.township_code = place.township_code) END
        FROM task_judged judged WHERE judged.task_code = '{code}')"""
