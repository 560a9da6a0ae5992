"""The first two digits an identity number can have. A number that begins otherwise may still be someone's: it is
counted and said, never refused.

Source: GB/T 2260 (province-level codes; 82, 83 and 71 as on residence permits; 81 Hong Kong). 99 is assigned to
no place: made-up people of samples have it.
"""

PROVINCES: frozenset[str] = frozenset(
    (
        *("11", "12", "13", "14", "15"),
        *("21", "22", "23"),
        *("31", "32", "33", "34", "35", "36", "37"),
        *("41", "42", "43", "44", "45", "46"),
        *("50", "51", "52", "53", "54"),
        *("61", "62", "63", "64", "65"),
        *("71", "81", "82", "83"),
        "99",
    )
)
