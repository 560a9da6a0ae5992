"""What a contract says, in the words of the people who read it: the data dictionary and the templates."""

from collections.abc import Iterator

from schemas.extract import Column, Extract

Words = tuple[str, str]
"""Chinese, English."""

MODES: dict[str, Words] = {
    "full": (
        "全量：每次送达的是整个名册，取代上一次；一天分几个文件送的，合起来算一次",
        "full: each delivery is the whole register and replaces the one before; several files of one day are one",
    ),
    "period": (
        "按期：取代文件中出现的那些月份和类型，其他月份不动",
        "period: replaces the months and kinds that it contains, and no others",
    ),
    "event": (
        "事件：逐行增加；主键相同的，后送的取代先送的",
        "event: rows are added; a row with a known key replaces the earlier one",
    ),
}

KINDS: dict[str, Words] = {
    "identity_number": (
        "身份证号，18 位；15 位的自动补全",
        "identity number, 18 characters; 15 digits are completed",
    ),
    "code": ("编号", "code"),
    "text": ("文字", "text"),
    "region": ("区划代码", "division code"),
    "date": ("日期，如 2022-06-01", "date"),
    "month": ("月份，如 2022-06", "month"),
    "year": ("年份，如 2022", "year"),
    "school_year": ("学年，如 2021-2022", "school year"),
    "money": ("金额，元，最多两位小数", "yuan, at most two decimals"),
    "decimal": ("数值，最多四位小数", "number, at most four decimals"),
    "count": ("整数", "whole number"),
    "choice": ("从列出的取值中选", "one of the values listed"),
    "timestamp": ("时间，如 2022-06-01 13:05", "day and time"),
}

OTHERWISE: dict[str, Words] = {
    "refuse": ("其他取值隔离", "any other value is quarantined"),
    "other": ("其他取值记为 other", "any other value becomes other"),
    "as_written": (
        "其他取值照原文保存，含六位以上数字的除外",
        "any other value is kept as written, unless it holds six digits",
    ),
}


def mode(extract: Extract) -> Words:
    """How a delivery meets the ones before it."""
    if extract.replaces_by:
        kind = extract.column(extract.replaces_by)
        return (
            f"分类全量：文件中出现的每一种{kind.zh}都是整个名册，取代上一次；没有出现的不动",
            f"full, {kind.name} by {kind.name}: each {kind.name} in the file is a whole register and replaces the "
            "one before; the others stay",
        )
    return MODES[extract.mode]


def content(column: Column) -> Iterator[Words]:
    """What may stand in a cell of this column."""
    if column.kind == "region":
        digits = "、".join(map(str, column.region_digits))
        yield f"{digits} 位区划代码", f"division code of {digits} digits"
    else:
        yield KINDS[column.kind]
    if column.within_home_area:
        yield "在本局辖区内", "within the bureau's area"
    if column.not_after_delivery:
        yield "不晚于送达日期", "not after the delivery"
    if column.lowest is not None:
        yield f"不小于 {column.lowest}", f"at least {column.lowest}"
    if column.highest is not None:
        yield f"不大于 {column.highest}", f"at most {column.highest}"
    if column.suffixes:
        units = "、".join(column.suffixes)
        yield f"可带 {units}", f"may end in {units}"
    if column.may_be_negative:
        yield "可为负", "may be negative"
