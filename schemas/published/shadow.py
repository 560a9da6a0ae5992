"""The published tables of rules on trial: what they would have found, kept apart from every warning."""

from schemas.table import Table, fields

SHADOW_JUDGEMENT = Table(
    name="shadow_judgement",
    zh="试行规则执行情况",
    en="What each rule on trial could judge that night. It reaches no office and is in no total",
    key=("run_id", "rule_id"),
    fields=fields(
        """
        run_id | VARCHAR | | 运行编号 | The run
        rule_code | VARCHAR | | 规则代码 | Code of the rule on trial; it may be that of a live rule whose new text is tried
        rule_id | VARCHAR | | 规则 | The rule's file
        rule_version | VARCHAR | | 规则版本 | Digest of the rule's text
        title_zh | VARCHAR | | 名称 | What it is called
        title | VARCHAR | | 英文名称 | The same in English
        gives | VARCHAR | | 给出 | warning or payment: what a hit would be if the rule were live
        valid_from | DATE | | 试行起 | First night of the trial
        valid_to | DATE | | 试行止 | The trial ends before this day
        is_judged | BOOLEAN | | 是否判断 | False: an input was late, held or missing
        not_judged_reason | VARCHAR | | 未判断原因 | Which input, and since when
        judged_count | BIGINT | | 可判断数 | Households (or people) with every input known
        hit_count | BIGINT | | 命中数 | Households (or people) the rule found
        households_not_listed | BIGINT | | 不在清单上的户数 | Households found of which no live rule has an open warning tonight
        """
    ),
)

SHADOW_HIT = Table(
    name="shadow_hit",
    zh="试行规则的命中",
    en="Whom a rule on trial found, one row each. No warning: nobody is visited for it",
    key=("run_id", "rule_id", "household_key", "person_key"),
    fields=fields(
        """
        run_id | VARCHAR | | 运行编号 | The run
        rule_code | VARCHAR | | 规则代码 | Code of the rule on trial
        rule_id | VARCHAR | | 规则 | The rule's file
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household
        person_key | VARCHAR | | 人员键 | Pseudonym of the person; null where it is about the household
        township_code | VARCHAR | | 乡镇代码 | First nine digits of the residence
        village_code | VARCHAR | | 村居代码 | Twelve digits of the residence
        severity | VARCHAR | | 级别 | red, orange, yellow, blue
        suggested_cny | DECIMAL(18,2) | | 建议金额 | What the rule would suggest
        reason_zh | VARCHAR | | 原因 | Why, without a name
        reason_en | VARCHAR | | 英文原因 | The same in English
        is_household_listed | BOOLEAN | | 该户是否已在清单上 | A live rule has an open warning of the household tonight
        """
    ),
)
