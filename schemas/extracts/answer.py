"""What the offices found: the lists we sent out, filled in and returned (townships)."""

from schemas.extract import Column, Extract
from schemas.office import ANSWERS

CONTRACT = Extract(
    name="answer",
    zh="核查反馈",
    department="townships",
    department_zh="乡镇（街道）",
    mode="event",
    happened_on="verified_on",
    purpose="Closes the loop: what the visit found moves the warning on and shows which rules are right.",
    goes_wrong=(
        "A list comes back half empty, and again later with the rest; answers are typed beside the drop-down's; "
        "the date is the day of typing; rows are sorted, deleted or pasted from an older list."
    ),
    max_age_days=45,
    amount="relief_amount",
    largest_yuan=500_000,
    is_returned=True,
    columns=(
        Column(
            name="warning_id",
            zh="预警编号",
            kind="code",
            required=True,
            key=True,
            purpose="The warning that is answered.",
        ),
        Column(
            name="result",
            zh="核查结果",
            kind="choice",
            # An input method gives the wide marks as readily as the narrow ones.
            choices=ANSWERS
            | {label.translate({47: "／", 45: "－"}): code for label, code in ANSWERS.items()},
            purpose="Moves the warning on; an empty one is not answered yet.",
        ),
        Column(
            name="note",
            zh="核查情况说明",
            kind="text",
            purpose="Read by whoever decides on relief, and when the same household is found again.",
        ),
        Column(
            name="relief_amount",
            zh="实际救助金额(元)",
            kind="money",
            aliases=("实际救助金额",),
            purpose="What a person decided, beside what was suggested.",
        ),
        Column(
            name="verified_by",
            zh="核查人",
            kind="text",
            purpose="Whom the bureau asks about the visit.",
        ),
        Column(
            name="verified_on",
            zh="核查日期",
            kind="date",
            not_after_delivery=True,
            purpose="Visited in time or not.",
        ),
        Column(
            name="listed_on",
            zh="清单日期",
            kind="date",
            not_after_delivery=True,
            purpose="Which night's list is answered: under its numbers several warnings of a household may stand.",
        ),
    ),
)
