"""Whose identity number was changed, from which to which (public security)."""

from schemas.extract import Column, Extract

CONTRACT = Extract(
    name="id_change",
    zh="身份证号变更",
    department="public security",
    department_zh="公安",
    mode="event",
    purpose="Joins what registers say of one person under an old and a new number.",
    goes_wrong=(
        "One old number is given two new ones, or a change is sent the wrong way round and runs in a circle: "
        "such changes join nothing and are listed as doubts."
    ),
    # Changes are rare, and a file without rows is no delivery: a long silence is nothing unusual.
    max_age_days=400,
    happened_on="changed_on",
    columns=(
        Column(
            name="old_id_number",
            zh="原身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=("旧身份证号", "原身份证号码", "原公民身份号码", "变更前身份证号"),
            purpose="The number under which earlier records stand.",
        ),
        Column(
            name="new_id_number",
            zh="新身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=("现身份证号", "新身份证号码", "新公民身份号码", "变更后身份证号"),
            purpose="The number the person bears since.",
        ),
        Column(
            name="changed_on",
            zh="变更日期",
            kind="date",
            required=True,
            purpose="A night before this day does not use the change.",
        ),
    ),
)
