"""Nankang District: every listed household seen every month, policy that finds people, and a dishwasher's lost wages."""

from datetime import date, timedelta

from flows.synth.article.sample import Sample, member, months, people

DAY = date(2022, 6, 15)
VILLAGES = ("360703101201", "360703101202", "360703102201")
LISTED = 40
BELOW, NEAR = (4, 4, 3), (4, 4, 4, 3, 3, 3)
"""Members of the households that the comparison finds: 11 people below the line, 21 little above it."""


def deliver(sample: Sample) -> None:
    register: list[dict[str, object]] = []
    benefits: list[dict[str, object]] = []
    income: list[dict[str, object]] = []
    visits: list[dict[str, object]] = []
    adults, elders = people(date(1970, 1, 1)), people(date(1940, 1, 1))
    children = people(date(2010, 1, 1))

    for place in range(LISTED):
        household, village = f"NK-{place + 1:04d}", VILLAGES[place % 3]
        register.append(member(household, next(elders), village))
        benefits.append(_allowance(household, "特困人员救助供养"))
        visits += _called_on(household, place)

    for group, (sizes, wage_per_head) in enumerate(((BELOW, 300), (NEAR, 700))):
        for place, size in enumerate(sizes):
            monthly = wage_per_head * size
            household, village = f"NK-9{group}{place:02d}", VILLAGES[place % 2]
            head = next(adults)
            register.append(member(household, head, village))
            register += [member(household, next(children), village, relation="子女") for _ in range(size - 1)]
            income += [_wage(head[0], month, f"{monthly}.00") for month in months(DAY, 15)]
            visits += _called_on(household, place)

    # Mr Liu washed dishes; his wife is ill, two children are at school, his parents are old.
    washer, wife = next(adults), next(adults)
    register += [
        member("NK-8001", washer, VILLAGES[2]),
        member("NK-8001", wife, VILLAGES[2], relation="配偶"),
        *(member("NK-8001", next(children), VILLAGES[2], relation="子女") for _ in range(2)),
        *(member("NK-8001", next(elders), VILLAGES[2], relation="父母") for _ in range(2)),
    ]
    benefits.append(_allowance("NK-8001", "最低生活保障"))
    visits += _called_on("NK-8001", 0)
    income += [
        _wage(washer[0], month, "2400.00" if place < 12 else "600.00")
        for place, month in enumerate(months(DAY, 15))
    ]
    sample.deliver("household_member", DAY, register)
    sample.deliver("benefit", DAY, benefits)
    sample.deliver("income", DAY, income)
    sample.deliver(
        "employment",
        DAY,
        [{"id_number": wife[0], "event": "失业登记", "event_on": date(2020, 3, 2)}],
    )
    sample.deliver("visit", DAY, visits)


def _allowance(household: str, benefit: str) -> dict[str, object]:
    return {"household_id": household, "id_number": "", "benefit": benefit, "started_on": date(2020, 1, 1)}


def _called_on(household: str, place: int) -> list[dict[str, object]]:
    """A visit this month and one the month before, by whichever level."""
    return [
        {
            "visit_no": f"NK-ZF-{month}-{household[3:]}",
            "household_id": household,
            "level": ("村", "村", "乡镇", "县")[place % 4],
            "visited_on": date(2022, month, 1) + timedelta(days=place % 14),
            "visitor": f"走访员{place % 5 + 1}",
            "finding": "正常",
        }
        for month in (5, 6)
    ]


def _wage(number: str, month: str, amount: str) -> dict[str, object]:
    return {"id_number": number, "month": month, "kind": "工资", "amount": amount, "evidence": "实发"}
