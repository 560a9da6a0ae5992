"""Division codes, names and offices of the bureau's area (civil affairs)."""

from schemas.extract import Column, Extract

CONTRACT = Extract(
    name="area",
    zh="行政区划",
    department="civil affairs",
    department_zh="民政",
    mode="full",
    purpose="Names the townships and villages on lists and says which office answers.",
    goes_wrong="Development zones of the statistics bureau have codes that civil affairs does not use.",
    max_age_days=400,
    columns=(
        Column(
            name="area_code",
            zh="区划代码",
            kind="region",
            required=True,
            key=True,
            region_digits=(2, 4, 6, 9, 12),
            purpose="The code that the registers use.",
        ),
        Column(name="name", zh="名称", kind="text", required=True, purpose="Printed on lists and reports."),
        Column(
            name="parent_code",
            zh="上级代码",
            kind="region",
            region_digits=(2, 4, 6, 9, 12),
            purpose="The next higher area.",
        ),
        Column(name="office", zh="经办单位", kind="text", purpose="The office that visits."),
        Column(name="phone", zh="联系电话", kind="code", purpose="Whom the bureau calls."),
    ),
)
