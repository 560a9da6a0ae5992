"""What a household may own. Where nothing is set nobody fails."""

from decimal import Decimal

from schemas.parameter import Parameter

_PROGRAMME = ("subsistence_allowance", "near_dibao", "rigid_expenditure")

PARAMETERS = (
    Parameter(
        key="financial_assets_multiple",
        zh="金融资产限额(人均，标准倍数)",
        en="Money per head as a multiple of the monthly standard",
        unit="multiple",
        populations=_PROGRAMME,
        has_operator=True,
        highest=Decimal(1000),
    ),
    Parameter(
        key="vehicle_multiple",
        zh="车辆价值限额(标准倍数)",
        en="Value of a car as a multiple of the monthly standard",
        unit="multiple",
        populations=_PROGRAMME,
        has_operator=True,
        highest=Decimal(1000),
    ),
    Parameter(
        key="dwelling_count",
        zh="住房套数限额",
        en="Number of dwellings",
        unit="count",
        populations=_PROGRAMME,
        has_operator=True,
        highest=Decimal(20),
    ),
    Parameter(
        key="dwelling_area",
        zh="第二套住房人均面积限额(平方米)",
        en="Square metres per head beyond which a second dwelling counts",
        unit="square_metres",
        populations=_PROGRAMME,
        has_operator=True,
        highest=Decimal(1000),
    ),
    Parameter(
        key="business_capital",
        zh="出资额限额",
        en="Registered capital of a firm",
        unit="cny",
        populations=_PROGRAMME,
        has_operator=True,
        highest=Decimal(100000000),
    ),
    Parameter(
        key="disabled_vehicle_exempt",
        zh="残疾人代步车辆豁免",
        en="A disabled person's vehicle does not count",
        unit="flag",
        highest=Decimal(1),
    ),
)
