"""The silent sample: households about which nothing was found, visited to learn how many in need nobody sees.

The office is told no more than a plain reason to visit; that a visit is one of these stands in the published tables
only, under the code `S01`, which no rule bears.
"""

from schemas.rule import Basis, Severity

CODE = "S01"
ID = "silent_sample"
PROGRAMME = "silent_sample"
SEVERITY: Severity = "blue"
TITLE_ZH = "走访核实"
TITLE = "Visit"
ACTION_ZH = "入户走访，了解家庭情况；有困难的，告知可申请的救助"
REASON_ZH = "请入户走访，了解该户收入、医疗、就学、就业等生活状况，有无未被掌握的困难。"
REASON = "Please visit and learn how the household lives: income, illness, school, work, and any hardship not known yet."
ASK_ZH = (
    "一家人靠什么生活，近几个月收入有没有减少或中断",
    "有没有长期看病、上学、照料方面的大额支出，是否借债",
    "有没有申请过救助，知不知道可以申请什么",
)
READS = ("household_member",)
"""The register, from which the sample is drawn."""

BASIS = Basis(id="LB02", cite="民发〔2021〕57号第六条", says="发现可能符合条件的家庭，应当主动告知")

VISIT_FOR_DAYS = 60
"""A household that nobody answers for is let go after so many days."""
REST_MONTHS = 12
"""Who was drawn this month or in so many months before is not drawn again; their answers are what is counted."""

FOUND = "confirmed_needs_relief"
KNOWN = ("confirmed_needs_relief", "confirmed_already_helped", "refuted", "deceased")
"""Answers that tell whether the household is in need; nobody met, or no entry, tells nothing."""
