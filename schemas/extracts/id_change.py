"""Whose identity number became another one (public security)."""

from schemas.extract import Column, Extract

CONTRACT = Extract(
    name="id_change",
    zh="身份证号变更",
    department="public security",
    department_zh="公安",
    mode="event",
    happened_on="changed_on",
    purpose="Keeps one person one person, when departments go on using the old number.",
    goes_wrong=(
        "Old and new are swapped; two people once shared a number and only one of them changed; the change comes "
        "long after the first department has begun to use the new number."
    ),
    # Such changes are rare: a quarter without one is no sign of a fault.
    max_age_days=100,
    columns=(
        Column(
            name="old_id_number",
            zh="原身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=("原身份证号码", "原公民身份号码", "变更前身份证号", "旧身份证号"),
            purpose="The number under which the person was known.",
        ),
        Column(
            name="new_id_number",
            zh="新身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=("新身份证号码", "新公民身份号码", "变更后身份证号", "现身份证号"),
            purpose="The number under which the person is known now.",
        ),
        Column(
            name="changed_on",
            zh="变更日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("变更时间",),
            purpose="A night before this day knows two numbers.",
        ),
    ),
)
