"""Qixingguan District: approval delegated to townships and subdistricts, and a reserve in every one of the 53."""

from datetime import date, timedelta

from flows.synth.article.sample import Sample, people

DAY = date(2022, 6, 15)
TOWNSHIPS = tuple(f"520502{number:03d}" for number in (*range(1, 11), *range(101, 131), *range(201, 214)))
APPLICATIONS = 106


def deliver(sample: Sample) -> None:
    """Two applications in every township, all decided there; in each a reserve from which relief is given."""
    applications, entries, payments = [], [], []
    for place, person in zip(range(APPLICATIONS), people(date(1958, 1, 1)), strict=False):
        accepted_on = date(2022, 4, 6) + timedelta(days=place % 20)
        applications.append(
            {
                "application_no": f"QX-SQ-{place + 1:04d}",
                "township_code": TOWNSHIPS[place % len(TOWNSHIPS)],
                "id_number": person[0],
                "benefit": "最低生活保障" if place % 4 else "特困人员救助供养",
                "accepted_on": accepted_on,
                "check_started_on": accepted_on + timedelta(days=1),
                "noticed_on": accepted_on + timedelta(days=12),
                "decided_on": accepted_on + timedelta(days=21),
                "decided_level": "乡镇",
                "result": "同意",
            }
        )
    for place, (township, person) in enumerate(zip(TOWNSHIPS, people(date(1966, 1, 1)), strict=False)):
        paid_on = date(2022, 5, 5) + timedelta(days=place % 20)
        entries += [
            _entry(f"QX-QC-{township}", township, date(2022, 1, 1), "期初", "50000.00"),
            _entry(f"QX-ZC-{township}", township, paid_on, "支出", "500.00", f"QX-LS-{township}"),
        ]
        payments.append(
            {
                "payment_no": f"QX-LS-{township}",
                "household_id": f"QX-{place + 1:04d}",
                "id_number": person[0],
                "paid_on": paid_on,
                "cause": "突发急难",
                "amount": "500.00",
                "fund": "备用金",
                "township_code": township,
            }
        )
    names = [
        {"area_code": code, "name": f"样例{code[-3:]}乡镇", "parent_code": "520502"} for code in TOWNSHIPS
    ]
    sample.deliver("area", DAY, names)
    sample.deliver("application", DAY, applications)
    sample.deliver("reserve_fund", DAY, entries)
    sample.deliver("relief_payment", DAY, payments)


def _entry(
    number: str, township: str, day: date, kind: str, amount: str, payment: str = ""
) -> dict[str, object]:
    return {
        "entry_no": number,
        "township_code": township,
        "entered_on": day,
        "kind": kind,
        "amount": amount,
        "payment_no": payment,
    }
