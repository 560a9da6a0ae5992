"""The reader's books held against the oracle's: every line and every fen, or a sentence saying what differs."""

import re
import unicodedata
from collections import Counter

from tests.fuzz.cells import Value
from tests.fuzz.feeds import Feed
from tests.fuzz.oracle import Accounts, Prediction, accounts, predict, settle
from tests.fuzz.reader import Seen


def books_are_in_order(seen: Seen) -> list[str]:
    """What must hold for any file whatever, without knowing what stood in it."""
    if len(seen.ledger) != 1:
        return [f"{len(seen.ledger)} ledger rows for one file"]
    row = seen.ledger[0]
    wrong = []
    went = sum(row[f"rows_{where}"] for where in ("loaded", "collapsed", "quarantined", "skipped"))
    if went != row["rows_in"]:
        wrong.append(f"lines: {row['rows_in']} in, {went} accounted for")
    if row["amount_in_fen"] != row["amount_loaded_fen"] + row["amount_quarantined_fen"]:
        wrong.append("amounts: in is not loaded + quarantined")
    if seen.fact_count != row["rows_loaded"]:
        wrong.append(f"{row['rows_loaded']} rows said to be loaded, {seen.fact_count} in the fact table")
    if len(seen.facts) != seen.fact_count:
        wrong.append("two facts from one line")
    if row["state"] == "held" and not row["codes"]:
        wrong.append("held without a code")
    if row["state"] == "held" and (seen.facts or row["rows_loaded"] or row["amount_loaded_fen"]):
        wrong.append("held, and yet something is loaded")
    if row["state"] == "loaded" and len(seen.quarantine) != row["rows_quarantined"]:
        wrong.append(f"{row['rows_quarantined']} rows said to be quarantined, {len(seen.quarantine)} kept")
    if (
        row["state"] == "loaded"
        and sum(fen or 0 for *_, fen in seen.quarantine) != row["amount_quarantined_fen"]
    ):
        wrong.append("amounts: the quarantine's sum is another")
    if row["state"] not in ("held", "loaded"):
        wrong.append(f"state {row['state']}")
    lines = [line for line, *_ in seen.quarantine]
    if len(lines) != len(set(lines)) or set(lines) & set(seen.facts):
        wrong.append("a line stands in two places")
    return wrong


def differences(seen: Seen, prediction: Prediction, feed: Feed, content: bytes) -> list[str]:
    """What the reader did otherwise than one prediction."""
    row = seen.ledger[0]
    if prediction.state == "open":
        return not_in_the_file(seen, content)
    if row["state"] == "held":
        if (
            prediction.state != "held"
            and not prediction.may_hold
            and not _may_hold_by_itself(row, prediction, seen, feed)
        ):
            return [f"held ({', '.join(row['codes'])}), expected: loaded"]
        if prediction.state == "held" and prediction.rows_in not in (None, row["rows_in"]):
            return [f"held with {row['rows_in']} rows, counted {prediction.rows_in} ({prediction.reason})"]
        return []
    if prediction.state == "held":
        return [f"loaded, expected: held ({prediction.reason})"]
    return row_by_row(seen, prediction, feed)


def _may_hold_by_itself(row: dict[str, object], prediction: Prediction, seen: Seen, feed: Feed) -> bool:
    """A register of which not one row can be believed is held. Lines that may be refused are taken as refused."""
    if feed.mode != "full" or prediction.rows_in is None:
        return False
    lines = settle(prediction.lines, {line.number for line in prediction.lines}, {})
    return not accounts(feed, lines, prediction.rows_in).loaded and row["rows_in"] == prediction.rows_in


def row_by_row(seen: Seen, prediction: Prediction, feed: Feed) -> list[str]:
    row = seen.ledger[0]
    assert prediction.rows_in is not None
    refused = {line: fen for line, _, fen in seen.quarantine}
    found = []
    for as_rows in (False, True):
        lines = settle(prediction.lines, set(refused), seen.facts, as_rows=as_rows)
        found.append(against(seen, accounts(feed, lines, prediction.rows_in), refused))
        if row["rows_in"] != prediction.rows_in:
            found[-1].insert(0, f"rows in: {row['rows_in']}, counted {prediction.rows_in}")
    wrong = min(found, key=len)
    if feed.mode == "full" and not seen.facts:
        wrong.append("a register without one believed row is loaded")
    return wrong


def against(seen: Seen, own: Accounts, refused: dict[int, int | None]) -> list[str]:
    """The ledger row, the facts and the quarantine beside the oracle's accounts."""
    row = seen.ledger[0]
    wrong = []
    for what, theirs, ours in (
        ("loaded", row["rows_loaded"], len(own.loaded)),
        ("collapsed", row["rows_collapsed"], own.collapsed),
        ("quarantined", row["rows_quarantined"], len(own.quarantined)),
        ("skipped", row["rows_skipped"], own.skipped),
        ("fen loaded", row["amount_loaded_fen"], own.loaded_fen),
    ):
        if theirs != ours:
            wrong.append(f"{what}: {theirs}, counted {ours}")
    if refused.keys() != own.quarantined.keys():
        too_many, too_few = refused.keys() - own.quarantined.keys(), own.quarantined.keys() - refused.keys()
        wrong.append(f"quarantined lines: {_few(too_many)} too many, {_few(too_few)} not")
    wrong += [
        f"line {line}: {refused[line]} fen quarantined, read {sorted(map(str, fen))}"
        for line, fen in own.quarantined.items()
        if line in refused and refused[line] not in fen
    ][:3]
    kept, expected = _contents(seen.facts), _contents(own.loaded)
    if kept != expected:
        wrong.append(
            f"rows: {_few((kept - expected).keys())} not in the file, {_few((expected - kept).keys())} lost"
        )
    elif set(seen.facts) != set(own.loaded):
        wrong.append(f"line numbers: {_few(set(seen.facts) ^ set(own.loaded))}")
    return wrong


def _contents(rows: dict[int, dict[str, Value]]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(str(value) for value in row.values()) for row in rows.values())


def _few(found: object) -> str:
    items = sorted(found, key=str)  # type: ignore[call-overload]
    return f"{[item if isinstance(item, int) else tuple(cell[:40] for cell in item) for item in items[:3]]}{' ...' if len(items) > 3 else ''}"


def not_in_the_file(seen: Seen, content: bytes) -> list[str]:
    """Rows whose person cannot be found in the file's text in any encoding."""
    texts = [content.decode(encoding, "replace") for encoding in ("utf-8", "gb18030", "utf-16")]
    whole = re.sub(r"\s", "", unicodedata.normalize("NFKC", "\n".join(texts)).upper())
    people = {str(row["id_number"]) for row in seen.facts.values()}
    strange = [person for person in people if person not in whole and person[:6] + person[8:17] not in whole]
    return [f"not in the file: {strange[:3]}"] if strange else []


def mojibake(seen: Seen, content: bytes) -> list[str]:
    """A text taken for GB18030 although most of its lines with Chinese are well-formed UTF-8."""
    if not seen.facts or seen.ledger[0]["encoding"] != "gb18030":
        return []
    lines = [line for line in content.split(b"\n") if not line.isascii()]
    well_formed = sum(_is_chinese_in_utf8(line) for line in lines)
    if 2 * well_formed <= len(lines):
        return []
    return [f"read as GB18030, but {well_formed} of {len(lines)} lines are UTF-8"]


def _is_chinese_in_utf8(line: bytes) -> bool:
    try:
        return bool(re.search("[\u4e00-\u9fff]", line.decode()))
    except UnicodeDecodeError:
        return False


def judge(seen: Seen, content: bytes, feed: Feed, *, is_damaged_archive: bool) -> list[str]:
    """What is wrong; nothing is best. Of the honest predictions the closest counts."""
    if seen.error:
        return [seen.error]
    if wrong := books_are_in_order(seen) or mojibake(seen, content):
        return wrong
    predictions = predict(content, feed, is_damaged_archive=is_damaged_archive)
    return min((differences(seen, prediction, feed, content) for prediction in predictions), key=len)
