"""Taishan District: the family whose treatment outgrew its means, and the standards of 2022."""

from datetime import date

from flows.synth.article.sample import Sample, member, months, people

DAY = date(2022, 6, 20)
VILLAGE = "370902001001"


def deliver(sample: Sample) -> None:
    head, spouse, parent = (person for _, person in zip(range(3), people(date(1975, 3, 1)), strict=False))
    sample.deliver(
        "household_member",
        DAY,
        [
            member("TS-0001", head, VILLAGE, residence_class="城镇"),
            member("TS-0001", spouse, VILLAGE, relation="配偶", residence_class="城镇"),
            member("TS-0001", parent, VILLAGE, relation="父母", residence_class="城镇"),
        ],
    )
    sample.deliver(
        "income",
        DAY,
        [
            {"id_number": who[0], "month": month, "kind": "工资", "amount": "3000.00", "evidence": "实发"}
            for month in months(DAY, 15)
            for who in (head, spouse)
        ],
    )
    sample.deliver(
        "medical_expense",
        DAY,
        [
            {
                "settlement_no": f"TS-JS-{number}",
                "id_number": parent[0],
                "settled_on": settled_on,
                "visit_kind": "住院",
                "total": total,
                "pooled_paid": pooled,
                "self_paid": self_paid,
            }
            for number, (settled_on, total, pooled, self_paid) in enumerate(
                (
                    ("2022-01-10", "21000.00", "13000.00", "8000.00"),
                    ("2022-03-15", "19500.50", "12000.00", "7500.50"),
                    ("2022-05-08", "11999.50", "7000.00", "4999.50"),
                ),
                start=1,
            )
        ],
    )
