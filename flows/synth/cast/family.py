"""The family that most stories about an amount are told of."""

from datetime import date

from flows.synth.story import NO_INCOME, Member, Pay


def family(year: int, wages: tuple[Pay, ...], others: tuple[Pay, ...] = ()) -> tuple[Member, ...]:
    """Two earners and a schoolchild, in town; years differ so that no two people share a birth date."""
    return (
        Member("王建国", "户主", "男", date(year, 3, 12), wages),
        Member("李秀英", "配偶", "女", date(year + 1, 8, 24), others or NO_INCOME),
        Member("王小雨", "子女", "女", date(2014, 6, year - 1960)),
    )
