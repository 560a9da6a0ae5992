"""Inner Mongolia: what social organisations gave, everywhere but in Erenhot."""

from datetime import date, timedelta

from flows.synth.article.sample import Sample, parts

DAY = date(2022, 6, 15)
ORGANISATIONS = 23
GIVEN_YUAN = 727_000
ERENHOT = "152501"
ELSEWHERE = ("150102", "150203", "150402", "150602", "150702", "150802", "152502")


def deliver(sample: Sample) -> None:
    """23 organisations, 727,000 yuan; two gifts to Erenhot are kept apart, as the article does."""
    gifts = [
        _gift(place, ELSEWHERE[place % len(ELSEWHERE)], yuan)
        for place, yuan in enumerate(parts(GIVEN_YUAN, 2 * ORGANISATIONS))
    ]
    gifts += [_gift(2 * ORGANISATIONS + place, ERENHOT, 40_000) for place in range(2)]
    sample.deliver("social_donation", DAY, gifts)


def _gift(place: int, region: str, yuan: int) -> dict[str, object]:
    return {
        "donation_no": f"NM-{place + 1:04d}",
        "organisation": f"样例社会组织{place % ORGANISATIONS + 1:02d}",
        "donated_on": date(2022, 2, 20) + timedelta(days=place * 2),
        "kind": ("资金", "物资")[place % 2],
        "amount": f"{yuan}.00",
        "region": region,
    }
