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
    "area": ("区划代码", "名称", "上级代码", "经办单位", "联系电话"),
    "death": ("身份证号", "姓名", "死亡日期"),
    "disposable_income": ("区划", "年份", "城乡", "人均可支配收入", "发布日期"),
}

# The money column a department adds up in its manifest.
AMOUNTS = {"benefit": "月发放金额", "income": "金额", "medical_expense": "个人自付"}
