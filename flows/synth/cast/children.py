"""Children and students: whom nobody brings up, what school costs, and when it ends."""

from datetime import date

from flows.synth.story import DIBAO, NO_INCOME, Custody, Grant, Household, Member, Pay, School

STORIES = (
    Household(
        "school_fees_over_the_line",
        "教育负担超一万元一分",
        "A student's year costs 12,000.01 yuan, of which 2,000.00 are borne by aid.",
        (
            Member("向国栋", "户主", "男", date(1977, 1, 2), (Pay("5000.00"),)),
            Member("阎玉芳", "配偶", "女", date(1979, 2, 4), (Pay("4200.00"),)),
            Member(
                "向思远",
                "子女",
                "女",
                date(2003, 9, 12),
                NO_INCOME,
                schools=(School("本科", "12000.01", "2000.00"),),
            ),
        ),
        ("N07",),
        "N07, yellow: 10,000.01 exceeds 10,000; suggested 3 x 871 = 2,613.00.",
        suggested_cny="2613.00",
    ),
    Household(
        "school_fees_at_the_line",
        "教育负担恰一万元",
        "The same, and a fen less.",
        (
            Member("古国梁", "户主", "男", date(1977, 3, 6), (Pay("5000.00"),)),
            Member("阎玉芹", "配偶", "女", date(1979, 4, 8), (Pay("4200.00"),)),
            Member(
                "古思齐",
                "子女",
                "女",
                date(2003, 10, 14),
                NO_INCOME,
                schools=(School("本科", "12000.00", "2000.00"),),
            ),
        ),
        (),
        "No warning: 10,000.00 does not exceed 10,000.",
    ),
    Household(
        "student_without_aid",
        "低保学生未获资助",
        "A family on subsistence allowance; the daughter pays 6,000.00 yuan for her year at college, and no aid has come.",
        (
            Member("岳大鹏", "户主", "男", date(1978, 5, 10), (Pay("1500.00"),)),
            Member("郎月英", "配偶", "女", date(1980, 6, 12), NO_INCOME),
            Member(
                "岳小鸽",
                "子女",
                "女",
                date(2003, 1, 16),
                NO_INCOME,
                schools=(School("大专", "6000.00"), School("大专", "6000.00", "3300.00", 1)),
            ),
        ),
        ("N16",),
        "N16, yellow: education aid is due to students of families on subsistence allowance.",
        grants=(Grant(DIBAO, "1113.00"),),
    ),
    Household(
        "student_with_aid",
        "低保学生已获资助",
        "The same, with aid.",
        (
            Member("岳大鸿", "户主", "男", date(1978, 7, 14), (Pay("1500.00"),)),
            Member("郎月兰", "配偶", "女", date(1980, 8, 16), NO_INCOME),
            Member(
                "岳小鹭",
                "子女",
                "女",
                date(2003, 2, 18),
                NO_INCOME,
                schools=(School("大专", "6000.00", "3300.00"), School("大专", "6000.00", "3300.00", 1)),
            ),
        ),
        (),
        "No warning.",
        grants=(Grant(DIBAO, "1113.00"),),
    ),
    Household(
        "studies_ended",
        "低保家庭学生已离校",
        "A family on subsistence allowance; the son was at college last school year and in no school this year.",
        (
            Member("席兆丰", "户主", "男", date(1971, 7, 18), (Pay("1500.00"),)),
            Member("符玉琴", "配偶", "女", date(1973, 8, 20), NO_INCOME),
            Member(
                "席文博",
                "子女",
                "男",
                date(2000, 9, 22),
                NO_INCOME,
                schools=(School("大专", "6000.00", "3300.00", 1),),
            ),
        ),
        ("X07",),
        "X07, blue: the end of study calls for a new look at what he can earn.",
        grants=(Grant(DIBAO, "1113.00"),),
    ),
    Household(
        "studies_go_on",
        "低保家庭学生在读",
        "The same, still at college.",
        (
            Member("席兆年", "户主", "男", date(1971, 9, 24), (Pay("1500.00"),)),
            Member("符玉珠", "配偶", "女", date(1973, 10, 26), NO_INCOME),
            Member(
                "席文涛",
                "子女",
                "男",
                date(2000, 11, 28),
                NO_INCOME,
                schools=(School("大专", "6000.00", "3300.00"), School("大专", "6000.00", "3300.00", 1)),
            ),
        ),
        (),
        "No warning.",
        grants=(Grant(DIBAO, "1113.00"),),
    ),
    Household(
        "child_without_parents",
        "父亲服刑母亲去世的儿童",
        "The mother died five months ago, the father has been in prison for fourteen; a grandmother with a pension "
        "of 4,200 yuan brings the boy up.",
        (
            Member("焦立业", "户主", "男", date(1988, 1, 19), NO_INCOME, custody=Custody("服刑", 14, 22)),
            Member(
                "葛晓燕",
                "配偶",
                "女",
                date(1990, 2, 21),
                (Pay("0.00", "其他", "申报", newest=6),),
                died_months_back=5,
            ),
            Member("焦子轩", "子女", "男", date(2014, 8, 23)),
            Member("田凤仙", "父母", "女", date(1958, 4, 25), (Pay("4200.00", "养老金"),)),
        ),
        ("N11",),
        "N11, red: neither parent can bring him up, and no benefit says so.",
    ),
    Household(
        "father_soon_back",
        "父亲短期羁押的儿童",
        "The same, but the father was detained two months ago for five months in all.",
        (
            Member("景立新", "户主", "男", date(1988, 3, 20), NO_INCOME, custody=Custody("羁押", 2, 3)),
            Member(
                "葛晓红",
                "配偶",
                "女",
                date(1990, 4, 22),
                (Pay("0.00", "其他", "申报", newest=6),),
                died_months_back=5,
            ),
            Member("景子墨", "子女", "男", date(2014, 10, 24)),
            Member("田凤娥", "父母", "女", date(1958, 6, 26), (Pay("4200.00", "养老金"),)),
        ),
        (),
        "No warning: five months are not six, so that one parent is able.",
    ),
    Household(
        "only_children_at_home",
        "家中只有未成年人",
        "Two children live alone on the 3,000 yuan a month that their parents send from elsewhere.",
        (
            Member("支小军", "户主", "男", date(2012, 1, 27), (Pay("3000.00", "赡养抚养", "申报"),)),
            Member("支小芳", "兄弟姐妹", "女", date(2014, 2, 28)),
        ),
        ("N18",),
        "N18, blue: enough money, and nobody of age.",
    ),
)
