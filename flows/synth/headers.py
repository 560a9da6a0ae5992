"""The departments' own headers, in the order in which they send them.

Said here a second time on purpose: what the departments send must not change because a contract did.
"""

HEADERS: dict[str, tuple[str, ...]] = {
    "household_member": (
        "家庭编号",
        "身份证号",
        "姓名",
        "与户主关系",
        "户籍性质",
        "户籍区划",
        "居住区划",
        "加入日期",
        "退出日期",
    ),
    "benefit": ("家庭编号", "身份证号", "待遇类别", "开始日期", "结束日期", "月发放金额", "上次复核日期"),
    "income": ("身份证号", "所属月份", "收入类型", "金额", "数据性质", "单位"),
    "medical_expense": (
        "结算编号",
        "身份证号",
        "结算日期",
        "就诊类型",
        "总费用",
        "基本医保支付",
        "大病保险支付",
        "医疗救助支付",
        "个人自付",
        "个人自费",
    ),
    "employment": ("身份证号", "事件", "日期", "截止日期", "单位"),
    "disability": ("身份证号", "残疾类别", "残疾等级", "发证日期", "有效期至"),
    "education": ("身份证号", "学年", "学段", "费用", "资助"),
    "property": ("身份证号", "财产类型", "标识", "价值", "面积", "登记日期"),
    "custody": ("身份证号", "类型", "开始日期", "结束日期"),
    "hazard": ("事件编号", "身份证号", "类型", "发生日期", "损失"),
    "help_request": (
        "求助编号",
        "受理时间",
        "渠道",
        "身份证号",
        "姓名",
        "户籍区划",
        "发生地区划",
        "困难类型",
        "处置",
        "办结时间",
    ),
    "service_need": ("需求编号", "身份证号", "需求类型", "登记日期", "办结日期"),
    "utility": ("户号", "家庭编号", "月份", "类型", "用量", "欠费"),
    "relief_payment": (
        "发放编号",
        "家庭编号",
        "身份证号",
        "发放日期",
        "原因",
        "金额",
        "资金来源",
        "乡镇区划",
    ),
    "benefit_payment": ("家庭编号", "身份证号", "发放月份", "待遇类别", "金额", "发放地"),
    "poverty_return_watch": ("身份证号", "风险原因"),
    "price_index": ("区划", "月份", "居民消费价格同比", "食品价格同比", "低收入居民价格同比"),
    "area": ("区划代码", "名称", "上级代码", "经办单位", "联系电话"),
    "death": ("身份证号", "姓名", "死亡日期"),
    "disposable_income": ("区划", "年份", "城乡", "人均可支配收入", "发布日期"),
}

# The money column a department adds up in its manifest.
AMOUNTS = {
    "benefit": "月发放金额",
    "income": "金额",
    "medical_expense": "个人自付",
    "education": "费用",
    "property": "价值",
    "relief_payment": "金额",
    "benefit_payment": "金额",
}
