"""Zhangjiagang: a one-time subsidy to six groups, teams that knock on doors, children in difficulty, prices, power and water."""

from datetime import date, timedelta

from flows.synth.article.sample import Sample, member, people

DAY = date(2022, 6, 20)
TOWNSHIPS = tuple(f"320582{number}" for number in range(100, 110))
GROUPS = {
    "最低生活保障": 4_210,
    "特困人员救助供养": 640,
    "低保边缘": 2_360,
    "孤儿": 32,
    "事实无人抚养儿童": 68,
    "刚性支出困难": 525,
}
"""Rows of each list: 7,835. The article's sixth group is lost in translation; hardship from rigid expenditure stands in."""
TWICE = 5
"""Unattended children who stand on the list of the subsistence allowance as well: 7,830 people."""
TEAMS = 10
SERVICES = (("网课设备", 11), ("心理疏导", 5), ("生活物资", 8))


def deliver(sample: Sample) -> None:
    adults, elders, children = people(date(1965, 1, 1)), people(date(1938, 1, 1)), people(date(2009, 1, 1))
    register: list[dict[str, object]] = []
    benefits: list[dict[str, object]] = []
    on_allowance: list[tuple[str, str]] = []
    young: list[str] = []
    old: list[str] = []
    number = 0

    def settle(benefit: str, source: int, size: int) -> None:
        """One household, everybody in it on one list; `source` says who heads it."""
        nonlocal number
        number += 1
        household, village = f"ZJG-{number:05d}", f"{TOWNSHIPS[number % len(TOWNSHIPS)]}001"
        for place in range(size):
            person = next((elders, adults, children)[source] if place == 0 else children)
            register.append(
                member(
                    household,
                    person,
                    village,
                    relation="户主" if place == 0 else "子女",
                    residence_class="城镇",
                )
            )
            benefits.append(_benefit(household, person[0], benefit))
            if benefit == "最低生活保障" and place:
                on_allowance.append((household, person[0]))
            if source == 0 and place == 0:
                old.append(person[0])
            elif place or source == 2:
                young.append(person[0])

    for benefit, rows in GROUPS.items():
        source, most = {"特困人员救助供养": (0, 1), "孤儿": (2, 1), "事实无人抚养儿童": (2, 1)}.get(
            benefit, (1, 3)
        )
        left = rows - (TWICE if benefit == "事实无人抚养儿童" else 0)
        while left:
            size = min(left, number % most + 1)
            settle(benefit, source, size)
            left -= size
    benefits += [_benefit(household, child, "事实无人抚养儿童") for household, child in on_allowance[:TWICE]]
    sample.deliver("household_member", DAY, register)
    sample.deliver("benefit", DAY, benefits)
    sample.deliver("service_need", DAY, _needs(young, old))
    sample.deliver(
        "price_index",
        DAY,
        [
            {"region": "3205", "month": month, "cpi_yoy": cpi, "food_cpi_yoy": food, "published_on": day}
            for month, cpi, food, day in (
                ("2022-04", "2.4", "2.1", "2022-05-11"),
                ("2022-05", "3.1", "2.9", "2022-06-10"),
            )
        ],
    )
    sample.deliver(
        "utility",
        DAY,
        [
            {
                "account_no": f"{kind}{place:06d}",
                "household_id": f"ZJG-{place:05d}",
                "month": "2022-05",
                "kind": zh,
                "usage": usage,
                "arrears": "0.00",
            }
            for place in range(1, 61)
            for kind, zh, usage in (("D", "电", "86"), ("S", "水", "7"))
        ],
    )


def _benefit(household: str, number: str, benefit: str) -> dict[str, object]:
    return {
        "household_id": household,
        "id_number": number,
        "benefit": benefit,
        "started_on": date(2021, 1, 1),
    }


def _needs(young: list[str], old: list[str]) -> list[dict[str, object]]:
    """Ten teams on their rounds; apart from them eleven sets of equipment, five counsellings, eight parcels: 24 services
    for 19 children."""
    rounds = [
        _need(f"ZJG-QM-{place + 1:03d}", who, kind, f"敲门行动第{place % TEAMS + 1}队", place)
        for place, (who, kind) in enumerate(
            [(each, "学习辅导") for each in young[200:230]] + [(each, "生活照料") for each in old[:30]]
        )
    ]
    kinds = [kind for kind, count in SERVICES for _ in range(count)]
    # The last five services go to children who already had one.
    in_difficulty = [*young[:19], *young[:5]]
    return rounds + [
        _need(f"ZJG-KJ-{place + 1:03d}", who, kind, "困境儿童关爱站", place)
        for place, (who, kind) in enumerate(zip(in_difficulty, kinds, strict=True))
    ]


def _need(number: str, who: str, kind: str, station: str, place: int) -> dict[str, object]:
    asked_on = date(2022, 4, 11) + timedelta(days=place % 30)
    return {
        "need_no": number,
        "id_number": who,
        "kind": kind,
        "station": station,
        "registered_on": asked_on,
        "resolved_on": asked_on + timedelta(days=5),
    }
