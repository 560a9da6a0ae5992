"""Every reason why a row, a delivery or a command is refused: its code, and what to do, in both languages.

The operator's manual has a section per code, made from this table.
"""

from pydantic import BaseModel, ConfigDict


class Fault(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    zh: str
    en: str
    next_zh: str
    next_en: str


_RESEND = (
    "请部门按原始系统重新导出该行后再送",
    "ask the department to export the row again from its own system",
)

_ROW = (
    (
        "E-MISSING",
        "必填项为空",
        "a required cell is empty",
        "请部门补齐后再送",
        "ask the department to fill it in",
    ),
    ("E-ID-SHAPE", "身份证号不是 18 位", "the identity number is not 18 characters", *_RESEND),
    (
        "E-ID-CHECK",
        "身份证号校验位不符，可能录错一位",
        "the check digit is wrong: one digit was probably mistyped",
        *_RESEND,
    ),
    (
        "E-ID-BIRTH",
        "身份证号中的出生日期不存在",
        "the birth date within the identity number does not exist",
        *_RESEND,
    ),
    (
        "E-ID-NUM",
        "身份证号被电子表格改成了数值，末几位已丢失",
        "a spreadsheet turned the identity number into a number and lost its last digits",
        "请部门从原始系统重新导出，不要用电子表格打开后另存",
        "ask for a fresh export that no spreadsheet has opened and saved",
    ),
    ("E-MONEY", "金额不是数字", "the amount is not a number", *_RESEND),
    ("E-MONEY-DECIMALS", "金额超过两位小数", "the amount has more than two decimals", *_RESEND),
    ("E-MONEY-NEGATIVE", "金额不应为负", "the amount must not be negative", *_RESEND),
    (
        "E-MONEY-LARGE",
        "金额超出合理范围，疑似单位错误（元/分）",
        "the amount is beyond belief: yuan and fen may be mixed up",
        "请部门核对单位是否为元",
        "ask the department whether the unit is yuan",
    ),
    (
        "E-DATE",
        "日期无法识别",
        "the date cannot be read",
        "请使用 2022-06-01 的写法",
        "write dates as 2022-06-01",
    ),
    (
        "E-DATE-AMBIGUOUS",
        "日期的日和月分不清",
        "day and month of the date cannot be told apart",
        "请使用 2022-06-01 的写法",
        "write dates as 2022-06-01",
    ),
    ("E-DATE-IMPOSSIBLE", "日期不存在", "there is no such day", *_RESEND),
    ("E-DATE-FUTURE", "日期晚于送达日期", "the date is later than the delivery", *_RESEND),
    (
        "E-MONTH",
        "月份无法识别",
        "the month cannot be read",
        "请使用 2022-06 的写法",
        "write months as 2022-06",
    ),
    ("E-YEAR", "年份无法识别", "the year cannot be read", *_RESEND),
    (
        "E-SCHOOL-YEAR",
        "学年无法识别",
        "the school year cannot be read",
        "请使用 2021-2022 的写法",
        "write school years as 2021-2022",
    ),
    (
        "E-TIME",
        "时间无法识别",
        "the time cannot be read",
        "请使用 2022-06-01 13:05 的写法",
        "write times as 2022-06-01 13:05",
    ),
    ("E-NUMBER", "不是数字", "it is not a number", *_RESEND),
    (
        "E-NUMBER-RANGE",
        "数值超出合理范围，疑似单位或口径不对",
        "the number is beyond belief: the unit or its meaning may differ",
        "请部门核对单位和口径",
        "ask the department for the unit and what the figure means",
    ),
    (
        "E-CELL-ERROR",
        "单元格是公式错误值（如 #N/A）",
        "the cell holds a spreadsheet's error value, such as #N/A",
        "请部门修正公式，或把结果粘贴为数值后再送",
        "ask the department to mend the formula or to paste its result as a value",
    ),
    (
        "E-RECOVER-LINE",
        "更正文件中的行号不是这次送达中待更正的行",
        "the line number names no quarantined row of that delivery",
        "核对行号；已更正过的行不能再更正",
        "check the line number; a row that was answered cannot be answered again",
    ),
    (
        "E-CHOICE",
        "不在允许的取值之内",
        "the value is not one of those allowed",
        "请部门按模板中的取值填写",
        "ask the department to use the values of the template",
    ),
    ("E-REGION", "区划代码位数不对", "the division code has the wrong number of digits", *_RESEND),
    (
        "E-REGION-OUTSIDE",
        "区划不在本局辖区内",
        "the place lies outside this bureau's area",
        "请核对区划代码；确属外地的不应送到本局",
        "check the division code; what lies elsewhere does not belong here",
    ),
    (
        "E-LINE-FIELDS",
        "该行的栏数与表头不一致",
        "the line has more or fewer fields than the header",
        "请部门检查该行是否多了或少了逗号",
        "ask the department to look for a missing or extra comma",
    ),
    ("E-LINE-QUOTE", "该行的引号没有配对", "a quotation mark on the line is not closed", *_RESEND),
    ("E-LINE-BYTES", "该行含有无法解码的字节", "the line has bytes that cannot be decoded", *_RESEND),
    (
        "E-CONFLICT",
        "同一主键出现互相矛盾的行，已一并隔离",
        "rows under one key contradict each other; all of them are kept apart",
        "请部门确认哪一行是对的",
        "ask the department which of the rows is right",
    ),
)

_DELIVERY = (
    (
        "E-FILE-EMPTY",
        "文件是空的",
        "the file is empty",
        "请部门重新导出",
        "ask the department to export again",
    ),
    (
        "E-FILE-HEADER-ONLY",
        "文件只有表头，没有数据行",
        "the file has a header and no rows",
        "请部门确认是否确无数据，或重新导出",
        "ask the department whether there is truly nothing, or to export again",
    ),
    (
        "E-FILE-NOT-TABLE",
        "文件不是 CSV 或 XLSX 表格",
        "the file is neither a CSV nor an XLSX table",
        "请部门按 CSV 或 XLSX 重新导出",
        "ask for CSV or XLSX",
    ),
    (
        "E-FILE-ENCODING",
        "文件编码既不是 UTF-8 也不是 GB18030",
        "the file is neither UTF-8 nor GB18030",
        "请部门以 UTF-8 或 GB18030 重新导出",
        "ask for UTF-8 or GB18030",
    ),
    (
        "E-FILE-LINK",
        "送达目录中的快捷方式或特殊文件不予读取",
        "links and special files in the landing folder are not read",
        "请把文件本身复制进来",
        "copy the file itself into the folder",
    ),
    (
        "E-FILE-NAME",
        "文件名含有控制字符或无法显示的字符",
        "the file's name holds control characters or bytes that cannot be shown",
        "请改成普通的文件名后再放入",
        "give the file an ordinary name and put it in again",
    ),
    (
        "E-FILE-UNREADABLE",
        "文件无法打开（权限或磁盘问题）",
        "the file cannot be opened: rights or disk",
        "检查文件的权限和磁盘，然后再运行",
        "check the file's rights and the disk, then run again",
    ),
    (
        "E-FILE-ARCHIVE",
        "压缩包不读",
        "archives are not read",
        "请解压后把里面的表格放进来",
        "unpack it and put the table itself into the folder",
    ),
    (
        "E-FILE-OLD-OFFICE",
        "旧式 XLS 或加密的工作簿不读",
        "old XLS and password-protected workbooks are not read",
        "请另存为不加密的 XLSX 或 CSV",
        "save it as XLSX without a password, or as CSV",
    ),
    (
        "E-FILE-HOSTILE",
        "文件内含有可能有害的结构（实体声明、重叠的压缩内容）",
        "the file holds structures that can do harm: entity declarations, overlapping archive members",
        "不要打开，联系送文件的部门核实来源",
        "do not open it; ask the sender where it comes from",
    ),
    (
        "E-SHEET-SEVERAL",
        "工作簿中有几张表都有数据，无法确定读哪一张",
        "several sheets of the workbook hold data, so none is read",
        "请合并成一张表，或每张表存成一个文件",
        "ask for one sheet, or one file per sheet",
    ),
    (
        "E-CONTROL-TOTAL",
        "合计行与各行之和不符，文件可能被截断或改动",
        "the totals row differs from the sum of the rows: lines may be missing or altered",
        "请部门核对后重新导出",
        "ask the department to check and export again",
    ),
    (
        "E-FILE-LIMIT",
        "文件超出大小、列数或行长的限度",
        "the file exceeds the limits of size, columns or line length",
        "请部门拆分后再送",
        "ask the department to split the file",
    ),
    (
        "E-COL-MISSING",
        "缺少必需列",
        "a required column is missing",
        "若只是叫法不同，可在契约的 aliases 中加上；否则请部门重新导出",
        "if it is only named differently add an alias to the contract; else ask for a new export",
    ),
    (
        "E-COL-DOUBLE",
        "表头中有重复的列",
        "a column stands twice in the header",
        "请部门删去重复的列后再送",
        "ask the department to remove the double column",
    ),
    (
        "E-MANIFEST",
        "与随附清单不符，传输可能不完整",
        "the file does not agree with its manifest: the transfer may be cut",
        "请部门重新传送",
        "ask the department to send it again",
    ),
    (
        "E-GATE-ROWS",
        "行数与历史相差过大",
        "the number of rows is far from what is usual",
        "请部门确认名册是否完整",
        "ask the department whether the file is complete",
    ),
    (
        "E-GATE-QUARANTINED",
        "被隔离的行占比过高，疑似列错位",
        "too large a share of rows cannot be believed: columns may be swapped",
        "请核对各列内容是否与表头一致",
        "check whether the columns' contents match their headings",
    ),
    (
        "E-GATE-EMPTY-CELLS",
        "必填列的空值占比过高",
        "too many cells of a required column are empty",
        "请部门检查导出条件",
        "ask the department to check its export",
    ),
    (
        "E-GATE-UNIT",
        "金额的中位数与历史相差过大，疑似单位变化（元/分）",
        "the median amount is far from what is usual: yuan and fen may be mixed up",
        "请部门确认金额单位为元",
        "ask the department to confirm that amounts are in yuan",
    ),
    (
        "E-GATE-SUM",
        "平均金额与历史相差过大，疑似部分行的单位不对（元/分/万元）",
        "the mean amount is far from what is usual: some rows may be in another unit",
        "请部门确认每一行的金额单位都是元",
        "ask the department whether every row is in yuan",
    ),
    (
        "E-GATE-STALE",
        "内容早已过期且没有一行是新的，疑似导出停在旧日期",
        "the content is old and not one row is new: the export may be stuck",
        "请部门检查导出任务，送最近的数据",
        "ask the department to check its export job and send recent data",
    ),
    (
        "E-GATE-ID-000",
        "大量身份证号以 000 结尾，疑似经电子表格打开后保存",
        "many identity numbers end in 000: a spreadsheet has probably opened and saved the file",
        "请从原始系统重新导出，不要用电子表格打开后另存",
        "ask for a fresh export that no spreadsheet has opened and saved",
    ),
    (
        "E-GATE-BROKEN",
        "质量检查本身未能执行",
        "the quality gate itself could not run",
        "请运行 doudi doctor，并联系维护人员",
        "run doudi doctor and call the maintainer",
    ),
    (
        "E-NOTHING-BELIEVED",
        "没有一行可以入库",
        "not one row can be believed",
        "请核对是否送错了文件或列错位",
        "check whether it is the right file and whether columns are swapped",
    ),
    (
        "E-COMPANION",
        "同一天同一名册的另一份文件被扣留，名册不完整",
        "another file of the same register and day is held, so the register is not whole",
        "先处理被扣留的那份文件",
        "settle the held file first",
    ),
)

_COMMAND = (
    (
        "E-DECISION",
        "决定文件有误，或它指的送达不存在",
        "a decision's file has a mistake, or names no delivery",
        "核对送达编号；用 doudi approve 或 doudi quarantine recover 重新登记",
        "check the delivery's number; enter it again with doudi approve or doudi quarantine recover",
    ),
    (
        "E-DECISION-MOOT",
        "之后已有更新的送达入库，不能再放行旧的",
        "something newer has been loaded since, so the older file is not let in",
        "不用处理；若新的也不对，请部门重新送达",
        "nothing to do; if the newer one is wrong too, ask for another delivery",
    ),
    ("E-USAGE", "命令写法有误", "the command is not written as it should be", "请看 --help", "see --help"),
    (
        "E-HOME",
        "工作目录尚未建立",
        "the home folder has not been made",
        "先运行 doudi init --area <区划代码>",
        "run doudi init --area CODE first",
    ),
    (
        "E-HOME-TAKEN",
        "该目录是正式工作目录，演示不会覆盖它",
        "this is a bureau's home; the demo does not overwrite it",
        "用 --home 指定另一个目录",
        "give another folder with --home",
    ),
    (
        "E-SETTINGS",
        "doudi.toml 有误",
        "doudi.toml has a mistake",
        "按提示修改该文件",
        "mend the file as told",
    ),
    (
        "E-LOCK",
        "另一个 doudi 正在运行",
        "another doudi is running",
        "等它结束后再试",
        "wait for it to end and try again",
    ),
    (
        "E-DISK",
        "磁盘空间不足或不可写",
        "the disk is full or cannot be written",
        "清理空间后再运行，已有结果不受影响",
        "make room and run again; what was published stands",
    ),
    (
        "E-STANDARD-FORM",
        "标准文件写法有误",
        "a standards file is not written as it should be",
        "按提示的文件和行修改",
        "mend the file at the line named",
    ),
    (
        "E-STANDARD-DOUBLE",
        "同一标准在同一日期出现两次",
        "one standard stands twice for one date",
        "保留正确的一条；新标准应使用新的执行日期",
        "keep the right one; a new value needs a date of its own",
    ),
    (
        "E-STANDARD-SOURCE",
        "标准缺少来源",
        "a value has no source",
        "补上文件名称和日期",
        "cite the document and its date",
    ),
    (
        "E-STANDARD-VALUE",
        "标准的数值不合理",
        "a value is beyond belief",
        "核对数值和单位",
        "check the value and its unit",
    ),
    (
        "E-RULE-FORM",
        "规则文件写法有误",
        "a rule file is not written as it should be",
        "按提示修改该规则",
        "mend the rule as told",
    ),
    (
        "E-NOT-FOUND",
        "没有找到",
        "nothing was found under that name",
        "核对编号，或换一个业务日期",
        "check the number, or another night",
    ),
    (
        "E-WAREHOUSE",
        "数据仓库无法打开",
        "the warehouse cannot be opened",
        "运行 doudi doctor 查看原因；送达目录仍完整",
        "run doudi doctor; the landing folder is whole",
    ),
    (
        "E-RECONCILE",
        "行数对不上，结果不予发布",
        "the counts do not add up, so nothing is published",
        "运行 doudi doctor，并联系维护人员",
        "run doudi doctor and call the maintainer",
    ),
    (
        "E-UNEXPECTED",
        "出现未预料的错误",
        "something unexpected went wrong",
        "加 --debug 再运行一次，把输出交给维护人员",
        "run again with --debug and hand the output to the maintainer",
    ),
)

FAULTS: dict[str, Fault] = {
    code: Fault(code=code, zh=zh, en=en, next_zh=next_zh, next_en=next_en)
    for code, zh, en, next_zh, next_en in (*_ROW, *_DELIVERY, *_COMMAND)
}

ROW_CODES: frozenset[str] = frozenset(row[0] for row in _ROW)
DELIVERY_CODES: frozenset[str] = frozenset(row[0] for row in _DELIVERY)


class DoudiError(Exception):
    """A failure that says what, where and what next; never a person's number or name.

    `where` is a place (file, line, column) or a name of ours, never a cell's text.
    """

    def __init__(self, code: str, where: str = "", *, exit_code: int = 1) -> None:
        self.fault = FAULTS[code]
        self.where = where
        self.exit_code = exit_code
        super().__init__(f"{code} {self.fault.en}" + (f": {where}" if where else ""))
