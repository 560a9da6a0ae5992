"""A city in Zhejiang whose name the translation lost: people from elsewhere in need, and people without shelter.

Its code is not asserted: the county code here belongs to no place.
"""

from datetime import date, timedelta

from flows.synth.article.sample import Sample, parts, people

DAY = date(2022, 4, 30)
TOWNSHIPS = tuple(f"339901{number:03d}" for number in range(1, 9))
PAYMENTS = 1_378
PEOPLE = 1_216
PAID_YUAN = 1_272_000
RESCUES = 474


def deliver(sample: Sample) -> None:
    """1,378 person-times of temporary assistance to 1,216 people, 1,272,000 yuan; apart from them 474 rescues."""
    known = [person for _, person in zip(range(PEOPLE), people(date(1976, 1, 1)), strict=False)]
    requests, payments = [], []
    for place, yuan in enumerate(parts(PAID_YUAN, PAYMENTS)):
        # Whoever asks a second time does so weeks after the first.
        person = known[place % PEOPLE]
        asked_on = date(2022, 1, 10) + timedelta(days=place % 40 if place < PEOPLE else 70 + place % 30)
        number = f"ZJ-{place + 1:05d}"
        township = TOWNSHIPS[place % len(TOWNSHIPS)]
        requests.append(
            _request(number, asked_on, ("窗口", "热线", "网格")[place % 3], person, township, "基本生活")
        )
        payments.append(
            {
                "payment_no": f"ZJ-LS-{place + 1:05d}",
                "household_id": f"求助-{number}",
                "id_number": person[0],
                "paid_on": asked_on + timedelta(days=1),
                "cause": "突发急难",
                "amount": f"{yuan}.00",
                "fund": "县级",
                "township_code": township,
            }
        )
    for place, person in zip(range(RESCUES), people(date(1962, 1, 1)), strict=False):
        met_on = date(2022, 1, 5) + timedelta(days=place % 110)
        channel = "巡查" if place % 3 else "救助站"
        requests.append(
            _request(f"ZJ-JZ-{place + 1:04d}", met_on, channel, person, TOWNSHIPS[place % 8], "住宿")
        )
    sample.deliver("help_request", DAY, requests)
    sample.deliver("relief_payment", DAY, payments)


def _request(
    number: str, asked_on: date, channel: str, person: tuple[str, str], township: str, need: str
) -> dict[str, object]:
    return {
        "request_no": number,
        "received_at": f"{asked_on} 09:15",
        "channel": channel,
        "id_number": person[0],
        "name": person[1],
        "hukou_region": ("341200", "411500", "522300")[int(number[-2:]) % 3],
        "incident_region": township,
        "need": need,
        "resolved_at": f"{asked_on} 20:40",
    }
