"""Homes, vehicles, deposits and businesses in people's names (housing, traffic police, market, funds)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="property",
    zh="财产",
    department="housing, traffic police, market regulation, housing fund",
    department_zh="住建、交管、市场监管、公积金",
    mode="full",
    replaces_by="kind",
    purpose="Holds what a family owns against the local limits; nothing listed is not a passed test.",
    goes_wrong=(
        "A vehicle sold long ago is still registered; a firm is lent a poor person's name, its capital sent in ten "
        "thousands of yuan; a home held in common is valued whole for every owner."
    ),
    max_age_days=100,
    amount="value",
    # A firm lent a poor person's name can have that much capital on paper; refusing the row would hide it.
    largest_yuan=1_000_000_000,
    columns=(
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=(*IDENTITY_NUMBER, "权利人证件号", "所有人身份证号"),
            purpose="The owner.",
        ),
        Column(
            name="kind",
            zh="财产类型",
            kind="choice",
            required=True,
            key=True,
            aliases=("财产类别", "资产类型"),
            choices={
                "房产": "housing",
                "车辆": "vehicle",
                "存款": "deposit",
                "市场主体": "business",
                "不动产": "housing",
                "机动车": "vehicle",
                "公积金": "deposit",
                "企业": "business",
                "个体工商户": "business",
            },
            purpose="Homes, vehicles, money and businesses have limits of their own.",
        ),
        Column(
            name="asset_no",
            zh="标识",
            kind="code",
            required=True,
            key=True,
            aliases=("财产标识", "不动产权证号", "不动产单元号", "号牌号码", "车牌号", "统一社会信用代码"),
            purpose="Tells two assets of one owner apart; for a deposit the bank's name will do.",
        ),
        Column(
            name="value",
            zh="价值",
            kind="money",
            aliases=("评估价值", "余额", "注册资本", "财产价值"),
            purpose="Compared with the limits on deposits, vehicles and capital.",
        ),
        Column(
            name="area_m2",
            zh="面积",
            kind="decimal",
            suffixes=("平方米", "平米", "㎡", "m2"),
            lowest=0,
            highest=100_000,
            aliases=("建筑面积", "房屋面积", "面积(平方米)", "面积(㎡)"),
            purpose="A second home is allowed where the family's space per head stays below a local limit.",
        ),
        Column(
            name="registered_on",
            zh="登记日期",
            kind="date",
            not_after_delivery=True,
            aliases=("登记时间", "注册登记日期", "成立日期"),
            purpose="What was bought while relief was drawn asks for another question than what is old.",
        ),
    ),
)
