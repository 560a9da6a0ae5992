"""Why one row is kept apart while the others of its file are loaded."""

from schemas.faults.fault import Fault, Said, fault

EXPORT_AGAIN: Said = (
    "请部门按原始系统重新导出该行后再送",
    "ask the department to export the row again from its own system",
)
READ_THE_CARD: Said = (
    "请部门对照身份证件改正该行后再送",
    "ask the department to correct the row from the identity card and send it again",
)
DAY_FORM: Said = ("请使用 2022-06-01 的写法", "write dates as 2022-06-01")

ROW: tuple[Fault, ...] = (
    fault(
        "E-MISSING",
        what=("必填项为空", "a required cell is empty"),
        cause=("业务系统里没有填，或导出时漏掉了", "it was never filled in, or the export left it out"),
        then=("请部门补齐后再送", "ask the department to fill it in"),
    ),
    fault(
        "E-ID-SHAPE",
        what=("身份证号不是 18 位", "the identity number is not 18 characters"),
        cause=(
            "录入时多按或少按了数字，或填的是别的证件号",
            "digits were added or left out, or it is the number of another document",
        ),
        then=READ_THE_CARD,
    ),
    fault(
        "E-ID-CHECK",
        what=("身份证号的校验位不符", "the check digit of the identity number is wrong"),
        cause=("录入时按错一位，或相邻两位颠倒", "one digit was mistyped, or two digits are swapped"),
        then=READ_THE_CARD,
    ),
    fault(
        "E-ID-BIRTH",
        what=("身份证号中的出生日期不存在", "the birth date within the identity number does not exist"),
        cause=(
            "第 7 到 14 位中有一位录错，或月和日颠倒",
            "one of the digits 7 to 14 was mistyped, or month and day are swapped",
        ),
        then=READ_THE_CARD,
    ),
    fault(
        "E-ID-NUM",
        what=(
            "身份证号变成了数值，末几位已丢失",
            "the identity number has become a number and lost its last digits",
        ),
        cause=(
            "有人用电子表格打开后保存过，表格只记 15 位数字",
            "a spreadsheet opened and saved the file; it keeps fifteen digits only",
        ),
        then=(
            "请部门从原始系统重新导出，不要用电子表格打开后另存",
            "ask for a fresh export that no spreadsheet has opened and saved",
        ),
    ),
    fault(
        "E-CODE-NUM",
        what=(
            "编号变成了科学计数，末几位已丢失",
            "the code has become a number and lost its last digits",
        ),
        cause=(
            "有人用电子表格打开后保存过，表格只记 15 位数字",
            "a spreadsheet opened and saved the file; it keeps fifteen digits only",
        ),
        then=(
            "请部门从原始系统重新导出，不要用电子表格打开后另存",
            "ask for a fresh export that no spreadsheet has opened and saved",
        ),
    ),
    fault(
        "E-MONEY",
        what=("金额不是数字", "the amount is not a number"),
        cause=(
            "格子里写了文字（如“待核”“无”），或列错位",
            "the cell holds words, or the columns are shifted",
        ),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-MONEY-DECIMALS",
        what=("金额超过两位小数", "the amount has more than two decimals"),
        cause=("由公式算出，没有取到分", "it comes from a formula that was not rounded to fen"),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-MONEY-NEGATIVE",
        what=("金额不应为负", "the amount must not be negative"),
        cause=(
            "退款或冲正单独成了一行，或正负号录反",
            "a refund or reversal stands in a row of its own, or the sign is wrong",
        ),
        then=(
            "请部门按冲减后的实际金额重送该行",
            "ask the department to send the row with the amount after the reversal",
        ),
    ),
    fault(
        "E-MONEY-LARGE",
        what=("金额超出合理范围", "the amount is beyond belief"),
        cause=("单位是分而不是元，或多录了几位", "it is in fen, not yuan, or digits were added"),
        then=("请部门核对单位是否为元", "ask the department whether the unit is yuan"),
    ),
    fault(
        "E-DATE",
        what=("日期无法识别", "the date cannot be read"),
        cause=(
            "写成了文字（如“去年底”），或别的列错到了这里",
            "it is written in words, or another column has slipped in",
        ),
        then=DAY_FORM,
    ),
    fault(
        "E-DATE-AMBIGUOUS",
        what=("日期的日和月分不清", "day and month of the date cannot be told apart"),
        cause=(
            "导出时年份放在了最后，或年份只有两位",
            "the export writes the year last, or with two digits",
        ),
        then=DAY_FORM,
    ),
    fault(
        "E-DATE-IMPOSSIBLE",
        what=("日期不存在", "there is no such day"),
        cause=("录入时按错，如 2 月 30 日", "it was mistyped, such as 30 February"),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-DATE-FUTURE",
        what=("日期晚于送达日期", "the date is later than the delivery"),
        cause=(
            "年份录错，或把预计的日期当作实际日期",
            "the year was mistyped, or a planned day was sent as an actual one",
        ),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-MONTH",
        what=("月份无法识别", "the month cannot be read"),
        cause=(
            "填的是季度、全年或文字，或月份大于 12",
            "it is a quarter, a whole year or words, or there is no such month",
        ),
        then=("请使用 2022-06 的写法", "write months as 2022-06"),
    ),
    fault(
        "E-YEAR",
        what=("年份无法识别", "the year cannot be read"),
        cause=("不是四位数字，或列错位", "it is not four digits, or the columns are shifted"),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-SCHOOL-YEAR",
        what=("学年无法识别", "the school year cannot be read"),
        cause=(
            "只写了一年，或前后两年不相连",
            "only one year is given, or the two do not follow each other",
        ),
        then=("请使用 2021-2022 的写法", "write school years as 2021-2022"),
    ),
    fault(
        "E-TIME",
        what=("时间无法识别", "the time cannot be read"),
        cause=(
            "只有时间没有日期，或写成了文字",
            "there is a time of day without a date, or it is written in words",
        ),
        then=("请使用 2022-06-01 13:05 的写法", "write times as 2022-06-01 13:05"),
    ),
    fault(
        "E-NUMBER",
        what=("不是数字", "it is not a number"),
        cause=(
            "格子里写了文字或别的单位，或列错位",
            "the cell holds words or another unit, or the columns are shifted",
        ),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-NUMBER-RANGE",
        what=("数值超出合理范围", "the number is beyond belief"),
        cause=("单位或口径不同，或多录了一位", "the unit or the meaning differs, or a digit was added"),
        then=("请部门核对单位和口径", "ask the department for the unit and what the figure means"),
    ),
    fault(
        "E-CELL-ERROR",
        what=(
            "单元格是公式错误值（如 #N/A）",
            "the cell holds a spreadsheet's error value, such as #N/A",
        ),
        cause=(
            "表里的公式没有查到对应的值，或引用的表已删除",
            "a formula found no match, or the sheet it refers to is gone",
        ),
        then=(
            "请部门修正公式，或把结果粘贴为数值后再送",
            "ask the department to mend the formula or to paste its result as a value",
        ),
    ),
    fault(
        "E-RECOVER-LINE",
        what=(
            "更正文件中的行号不是这次送达中待更正的行",
            "the line number names no quarantined row of that delivery",
        ),
        cause=(
            "行号抄错，或这一行已经更正过",
            "the line number was copied wrongly, or the row was answered before",
        ),
        then=(
            "核对行号；已更正过的行不能再更正",
            "check the line number; a row that was answered cannot be answered again",
        ),
    ),
    fault(
        "E-CHOICE",
        what=("不在允许的取值之内", "the value is not one of those allowed"),
        cause=(
            "用了部门自己系统里的叫法或代码",
            "it is the word or the code of the department's own system",
        ),
        then=("请部门按模板中的取值填写", "ask the department to use the values of the template"),
    ),
    fault(
        "E-REGION",
        what=("区划代码位数不对", "the division code has the wrong number of digits"),
        cause=(
            "只写到上一级，或末尾的 0 被去掉",
            "only the higher area is given, or zeros at the end were dropped",
        ),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-REGION-OUTSIDE",
        what=("区划不在本局辖区内", "the place lies outside this bureau's area"),
        cause=(
            "户籍在本地而住在外地，或区划代码录错",
            "the household is registered here and lives elsewhere, or the code was mistyped",
        ),
        then=(
            "请核对区划代码；确属外地的不应送到本局",
            "check the division code; what lies elsewhere does not belong here",
        ),
    ),
    fault(
        "E-LINE-FIELDS",
        what=("该行的栏数与表头不一致", "the line has more or fewer fields than the header"),
        cause=(
            "内容里有逗号没有加引号，或内容里换了行",
            "a cell holds a comma without quotation marks, or a line break",
        ),
        then=(
            "请部门检查该行是否多了或少了逗号",
            "ask the department to look for a missing or extra comma",
        ),
    ),
    fault(
        "E-LINE-QUOTE",
        what=("该行的引号没有配对", "a quotation mark on the line is not closed"),
        cause=(
            "内容里有单独一个引号，或引号里换了行",
            "a cell holds a lone quotation mark, or a line break within a pair",
        ),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-LINE-BYTES",
        what=("该行含有无法解码的字节", "the line has bytes that cannot be decoded"),
        cause=(
            "传输时损坏，或两种编码的文件拼在了一起",
            "it was damaged in transfer, or files of two encodings were joined",
        ),
        then=EXPORT_AGAIN,
    ),
    fault(
        "E-ANSWER-UNKNOWN",
        what=("没有这个预警编号", "there is no warning of that number"),
        cause=(
            "编号被改动或抄错，或清单来自别的县",
            "the number was changed or copied wrongly, or the list is another county's",
        ),
        then=(
            "从原清单复制预警编号后再交",
            "copy the number from the list that was sent out and return the row again",
        ),
    ),
    fault(
        "E-ANSWER-URGENT",
        what=(
            "这个编号只在当天急难清单上，不在夜间清单上",
            "the number stands on a day's urgent list only, and on no night's list",
        ),
        cause=(
            "求助在夜间运行前已经办结，或数据已经更正；或答复早于当晚的清单",
            "the request was settled or corrected before the night; or the answer came before that night's list",
        ),
        then=(
            "夜间清单上有这个编号的，答复填在那份清单上；没有的已经办结，不用答复，仍有困难的请重新登记求助",
            "answer on a night's list that has the number; where none has, the matter is settled and needs no answer, and "
            "whoever is still in need is entered as a new request",
        ),
    ),
    fault(
        "E-ANSWER-TOWNSHIP",
        what=("这一行是别的乡镇的", "the row is another township's"),
        cause=(
            "两个乡镇的清单粘贴到了一起，或文件改了名",
            "two townships' lists were pasted together, or the file was renamed",
        ),
        then=(
            "由这一户所在的乡镇在自己的清单中填报",
            "the household's own township answers it on its own list",
        ),
    ),
    fault(
        "E-ANSWER-CHANGED",
        what=(
            "锁定的列中有一格与发出的清单不同（姓名、身份证号、原因、金额等）",
            "a cell of the locked columns (name, number, reason, amount, ...) is not as on the list that was sent out",
        ),
        cause=(
            "只排了一部分列，使行错位；或改写了锁定的格子",
            "some columns were sorted without the others, or a locked cell was written over",
        ),
        then=(
            "请按原清单改回，或重新填写原清单",
            "change it back to what the list said, or fill in the list that was sent out anew",
        ),
    ),
    fault(
        "E-ANSWER-EMPTY",
        what=("没有选核查结果，却填了其他格", "no result is chosen though other cells are filled in"),
        cause=(
            "忘了选结果，或内容填错了行",
            "the result was forgotten, or the text stands in the wrong row",
        ),
        then=("从七项结果中选一项", "choose one of the seven results"),
    ),
    fault(
        "E-ANSWER-NO-DATE",
        what=("没有核查日期", "the day of the visit is missing"),
        cause=("只填了结果，忘了填日期", "the result was filled in and the day forgotten"),
        then=("填入户当天的日期", "fill in the day of the visit"),
    ),
    fault(
        "E-ANSWER-EARLY",
        what=("核查日期早于预警产生的日期", "the visit is dated before the warning"),
        cause=(
            "年份或月份录错，或填的是上一次入户的日期",
            "year or month was mistyped, or it is the day of an earlier visit",
        ),
        then=(
            "填这次入户的日期；没有入户的，选“暂未核实”",
            "fill in the day of this visit; where there was none, choose the last result, not verified yet",
        ),
    ),
    fault(
        "E-ANSWER-AMOUNT",
        what=(
            "结果不是“属实”，却填了实际救助金额",
            "an amount stands beside a result that does not confirm the warning",
        ),
        cause=(
            "结果选错，或金额填错了行",
            "the wrong result was chosen, or the amount stands in the wrong row",
        ),
        then=(
            "决定救助的选“属实-需救助”；没有救助的把金额留空",
            "choose the first result, help is needed, where relief was decided; else leave the amount empty",
        ),
    ),
    fault(
        "E-ANSWER-BEFORE",
        what=(
            "这条预警已经答复过，这次的结果或金额不同",
            "the warning was answered before, with another result or amount",
        ),
        cause=(
            "旧清单又交了一次，或上次填错了",
            "an older list came back once more, or the first answer was wrong",
        ),
        then=(
            "上次填错的，由县里用 doudi answers --supersede 更正；又去了一次的，在最新清单上填",
            "where the first was wrong, the bureau enters the new one with doudi answers --supersede; a second visit is "
            "answered on the newest list",
        ),
    ),
    fault(
        "E-CONFLICT",
        what=(
            "同一人或同一笔业务有互相矛盾的几行，已一并隔离",
            "rows under one key contradict each other; all of them are kept apart",
        ),
        cause=(
            "一人登记在两户，或更正前后的两行都送来了",
            "one person stands in two households, or the rows before and after a correction were both sent",
        ),
        then=("请部门确认哪一行是对的", "ask the department which of the rows is right"),
    ),
)
