"""The same reasons, told to whoever fills in an office's list: no department and no system of its own stands behind it."""

from schemas.faults.fault import Fault, Said, fault
from schemas.office import ANSWERS

DAY_OF_THE_VISIT: Said = (
    "填入户当天，例如 2022-06-22，不晚于交回日",
    "write the day of the visit, such as 2022-06-22, not after the day the list is returned",
)
FIGURES_ONLY: Said = (
    "只填数字，例如 5226.00；没有救助的留空",
    "write figures only, such as 5226.00; leave it empty where there was no relief",
)
SENT_LIST: Said = (
    "请交回县里发出的核查清单（工作簿，或由它另存的 CSV），在原清单上填写",
    "return the list that the bureau sent out, the workbook or a CSV saved from it, filled in as it is",
)
TYPED: Said = ("录入时按错，或填错了列", "it was mistyped, or stands in the wrong column")
SAVED_BADLY: Said = (
    "另存时出错，或用别的程序改过",
    "saving it went wrong, or another program has changed it",
)

RETURNED: dict[str, Fault] = {
    told.code: told
    for told in (
        fault(
            "E-MISSING",
            what=("预警编号为空", "the warning's number is empty"),
            cause=("行是手工加上的，或编号被删去", "the row was added by hand, or the number was deleted"),
            then=(
                "从原清单复制预警编号后再交",
                "copy the number from the list that was sent out and return the row again",
            ),
        ),
        fault(
            "E-CHOICE",
            what=("核查结果不是七项之一", "the result is not one of the seven"),
            cause=("结果是手写的，没有用下拉选项", "it was typed and not chosen from the drop-down"),
            then=(
                f"从七项中选一项：{'、'.join(ANSWERS)}",
                f"choose one of the seven: {', '.join(ANSWERS)}",
            ),
        ),
        fault(
            "E-MONEY",
            what=("金额不是数字", "the amount is not a number"),
            cause=("格子里写了文字，如“五千”“无”", "the cell holds words"),
            then=FIGURES_ONLY,
        ),
        fault(
            "E-MONEY-DECIMALS",
            what=("金额超过两位小数", "the amount has more than two decimals"),
            cause=TYPED,
            then=FIGURES_ONLY,
        ),
        fault(
            "E-MONEY-NEGATIVE",
            what=("金额不应为负", "the amount must not be negative"),
            cause=TYPED,
            then=FIGURES_ONLY,
        ),
        fault(
            "E-MONEY-LARGE",
            what=("金额超出合理范围", "the amount is beyond belief"),
            cause=("多录了几位，或单位不是元", "digits were added, or it is not in yuan"),
            then=(
                "以元为单位，只填数字，例如 5226.00；没有救助的留空",
                "write figures only, in yuan, such as 5226.00; leave it empty where there was no relief",
            ),
        ),
        fault(
            "E-DATE",
            what=("日期无法识别", "the date cannot be read"),
            cause=("写成了文字（如“上周三”），或只写了月日", "it is in words, or the year is missing"),
            then=DAY_OF_THE_VISIT,
        ),
        fault(
            "E-DATE-AMBIGUOUS",
            what=("日期的日和月分不清", "day and month of the date cannot be told apart"),
            cause=("年份写在了最后，或只有两位", "the year stands last, or has two digits"),
            then=DAY_OF_THE_VISIT,
        ),
        fault(
            "E-DATE-IMPOSSIBLE",
            what=("日期不存在", "there is no such day"),
            cause=("录入时按错，如 2 月 30 日", "it was mistyped, such as 30 February"),
            then=DAY_OF_THE_VISIT,
        ),
        fault(
            "E-DATE-FUTURE",
            what=("日期晚于交回日", "the date is later than the day the list was returned"),
            cause=("年份录错，或填的是打算去的日子", "the year was mistyped, or it is a planned day"),
            then=DAY_OF_THE_VISIT,
        ),
        fault(
            "E-CELL-ERROR",
            what=(
                "单元格是公式错误值（如 #N/A）",
                "the cell holds a spreadsheet's error value, such as #N/A",
            ),
            cause=("格子里是公式，不是填写的内容", "the cell holds a formula"),
            then=("删去公式，直接填写内容", "delete the formula and write the answer itself"),
        ),
        fault(
            "E-CONFLICT",
            what=(
                "同一预警编号，这份或另一份清单中另有一行答复不同，都没有采用",
                "another row, of this list or another, answers the same number otherwise; none is taken",
            ),
            cause=(
                "两人各填了一份，或一户粘贴了两次",
                "two people filled in a list each, or a household was pasted twice",
            ),
            then=(
                "核对哪一个对，只留一行再交",
                "find out which one is right and return that row only",
            ),
        ),
        fault(
            "E-LINE-FIELDS",
            what=("该行的栏数与表头不一致", "the line has more or fewer fields than the header"),
            cause=SAVED_BADLY,
            then=SENT_LIST,
        ),
        fault(
            "E-LINE-QUOTE",
            what=("该行的引号没有配对", "a quotation mark on the line is not closed"),
            cause=SAVED_BADLY,
            then=SENT_LIST,
        ),
        fault(
            "E-LINE-BYTES",
            what=("该行含有无法解码的字节", "the line has bytes that cannot be decoded"),
            cause=SAVED_BADLY,
            then=SENT_LIST,
        ),
        fault(
            "E-FILE-EMPTY",
            what=("文件是空的", "the file is empty"),
            cause=("保存或传送时出错", "saving it or sending it went wrong"),
            then=SENT_LIST,
        ),
        fault(
            "E-FILE-HEADER-ONLY",
            what=("清单里只有表头，没有一户", "the list has its headings and no household"),
            cause=("各行被删去了", "the rows were deleted"),
            then=SENT_LIST,
        ),
        fault(
            "E-FILE-NOT-TABLE",
            what=("文件不是核查清单", "the file is not a list"),
            cause=(
                "交来的是网页、文档或图片，或文件已损坏",
                "it is a web page, a document or a picture, or it is damaged",
            ),
            then=SENT_LIST,
        ),
        fault(
            "E-FILE-ENCODING",
            what=("文件里的文字读不出来", "the text of the file cannot be read"),
            cause=SAVED_BADLY,
            then=SENT_LIST,
        ),
        fault(
            "E-COL-MISSING",
            what=(
                "文件缺少清单的列，不是核查清单",
                "columns of the list are missing; the file is not a list",
            ),
            cause=("交来的是别的表，或表头被改动", "it is another table, or the headings were changed"),
            then=SENT_LIST,
        ),
        fault(
            "E-COL-DOUBLE",
            what=("清单的一列出现了两次", "a column of the list stands twice"),
            cause=("复制列时多贴了一列", "a column was pasted once more"),
            then=("删去多出的一列再交", "delete the one too many and return the list"),
        ),
        fault(
            "E-SHEET-SEVERAL",
            what=(
                "工作簿中有几张表都有数据，无法确定读哪一张",
                "several sheets of the workbook hold data, so none is read",
            ),
            cause=("几份清单放进了一个工作簿", "several lists were put into one workbook"),
            then=("每份清单各交一个文件", "return each list as a file of its own"),
        ),
        fault(
            "E-SHEET-FORMULA",
            what=("清单里有没算出结果的公式", "the list holds formulas without a result"),
            cause=("格子里填了公式", "a formula was written into a cell"),
            then=("删去公式，直接填写内容", "delete the formula and write the answer itself"),
        ),
    )
}
