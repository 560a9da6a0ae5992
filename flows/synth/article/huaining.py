"""Huaining County: a help hotline for whoever is in trouble here, and the townships' reserve funds."""

from datetime import date, timedelta

from flows.synth.article.sample import Sample, parts, people

DAY = date(2022, 5, 31)
TOWNSHIPS = tuple(f"340822{number}" for number in range(101, 107))
HELPED = 252
PAID_YUAN = 644_100


def deliver(sample: Sample) -> None:
    """252 migrant workers from elsewhere, each helped once: 644,100 yuan. The townships pay from their reserve."""
    requests, payments, draws = [], [], []
    amounts = parts(PAID_YUAN, HELPED)
    for place, (person, yuan) in enumerate(zip(people(date(1978, 1, 1)), amounts, strict=False)):
        asked_on = date(2022, 4, 1) + timedelta(days=place % 45)
        township = TOWNSHIPS[place % len(TOWNSHIPS)]
        number = f"HN-RX-{place + 1:04d}"
        requests.append(
            {
                "request_no": number,
                "received_at": f"{asked_on} {8 + place % 9:02d}:{place % 60:02d}",
                "channel": "热线",
                "id_number": person[0],
                "name": person[1],
                "hukou_region": ("410122", "341322", "420881", "610111")[place % 4],
                "incident_region": township,
                "need": ("基本生活", "住宿", "返乡")[place % 3],
                "action": "当日送去食品并安排住宿",
                "resolved_at": f"{asked_on} {18 + place % 4:02d}:30",
            }
        )
        payments.append(
            {
                "payment_no": f"HN-LS-{place + 1:04d}",
                "household_id": f"求助-{number}",
                "id_number": person[0],
                "paid_on": asked_on,
                "cause": "突发急难",
                "amount": f"{yuan}.00",
                "fund": "备用金",
                "township_code": township,
            }
        )
        draws.append(
            {
                "entry_no": f"HN-BYJ-{place + 1:04d}",
                "township_code": township,
                "entered_on": asked_on,
                "kind": "支出",
                "amount": f"{yuan}.00",
                "payment_no": f"HN-LS-{place + 1:04d}",
            }
        )
    openings = [
        {
            "entry_no": f"HN-QC-{township}",
            "township_code": township,
            "entered_on": date(2022, 1, 1),
            "kind": "期初",
            "amount": "80000.00",
            "payment_no": "",
        }
        for township in TOWNSHIPS
    ]
    top_ups = [
        {
            "entry_no": f"HN-BR-{township}",
            "township_code": township,
            "entered_on": date(2022, 4, 15),
            "kind": "拨入",
            "amount": "50000.00",
            "payment_no": "",
        }
        for township in TOWNSHIPS
    ]
    sample.deliver("help_request", DAY, requests)
    sample.deliver("relief_payment", DAY, payments)
    sample.deliver("reserve_fund", DAY, [*openings, *top_ups, *draws])
