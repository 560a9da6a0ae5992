"""Who lives together: the register that every other feed is read against (civil affairs)."""

from schemas.extract import Column, Extract
from schemas.headings import HOUSEHOLD, IDENTITY_NUMBER

CONTRACT = Extract(
    name="household_member",
    zh="共同生活家庭成员",
    department="civil affairs",
    department_zh="民政",
    mode="full",
    purpose="The watched population: households, their members, where they live and are registered.",
    goes_wrong=(
        "People who moved are listed in both households; the dead stay for weeks; a village is missing "
        "after a merger of areas; one township's part is not in the file."
    ),
    max_age_days=45,
    interval=("joined_on", "left_on"),
    columns=(
        Column(
            name="household_id",
            zh="家庭编号",
            kind="code",
            required=True,
            aliases=HOUSEHOLD,
            purpose="Joins the members of one household.",
        ),
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=(*IDENTITY_NUMBER, "身份证件号码"),
            purpose="Joins the departments' records of one person; gives age.",
        ),
        Column(
            name="name",
            zh="姓名",
            kind="text",
            required=True,
            aliases=("成员姓名",),
            purpose="The visitor must know whom to ask for (head of household, office list only).",
        ),
        Column(
            name="relation",
            zh="与户主关系",
            kind="choice",
            required=True,
            aliases=("关系", "家庭关系"),
            choices={
                "户主": "head",
                "本人": "head",
                "配偶": "spouse",
                "子女": "child",
                "子": "child",
                "女": "child",
                "孙子女": "grandchild",
                "父母": "parent",
                "祖父母": "grandparent",
                "兄弟姐妹": "sibling",
                "其他": "other",
            },
            otherwise="other",
            purpose="Finds the head, whose class and home the relief goes by.",
        ),
        Column(
            name="residence_class",
            zh="户籍性质",
            kind="choice",
            required=True,
            aliases=("城乡类别", "户口性质"),
            choices={"城镇": "urban", "城市": "urban", "非农业": "urban", "农村": "rural", "农业": "rural"},
            purpose="Chooses the urban or the rural standard, member by member.",
        ),
        Column(
            name="hukou_region",
            zh="户籍区划",
            kind="region",
            required=True,
            region_digits=(6, 9, 12),
            aliases=("户籍区划代码", "户籍地区划"),
            purpose="Subsistence allowance is applied for where the household is registered.",
        ),
        Column(
            name="residence_region",
            zh="居住区划",
            kind="region",
            required=True,
            within_home_area=True,
            aliases=("居住区划代码", "居住地区划"),
            purpose="The township and village that visit; the area whose standards hold.",
        ),
        Column(
            name="joined_on",
            zh="加入日期",
            kind="date",
            purpose="Counts a member only from the day of joining.",
        ),
        Column(
            name="left_on",
            zh="退出日期",
            kind="date",
            purpose="Stops counting a member from the day of leaving.",
        ),
    ),
)
