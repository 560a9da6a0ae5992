"""Why a delivered file is held as a whole, so that none of it is loaded."""

from schemas.faults.fault import Fault, Said, fault

NO_SPREADSHEET: Said = (
    "请从原始系统重新导出，不要用电子表格打开后另存",
    "ask for a fresh export that no spreadsheet has opened and saved",
)

DELIVERY: tuple[Fault, ...] = (
    fault(
        "E-FILE-EMPTY",
        what=("文件是空的", "the file is empty"),
        cause=("导出失败，或传输中断", "the export failed, or the transfer broke off"),
        then=("请部门重新导出", "ask the department to export again"),
    ),
    fault(
        "E-FILE-HEADER-ONLY",
        what=("文件只有表头，没有数据行", "the file has a header and no rows"),
        cause=(
            "查询条件选错，或这一期确实没有数据",
            "the query was wrong, or there is truly nothing this time",
        ),
        then=(
            "请部门确认是否确无数据，或重新导出",
            "ask the department whether there is truly nothing, or to export again",
        ),
    ),
    fault(
        "E-FILE-NOT-TABLE",
        what=("文件不是 CSV 或 XLSX 表格", "the file is neither a CSV nor an XLSX table"),
        cause=(
            "存下的是网页或文档，只是文件名像表格；或文件已损坏",
            "it is a web page or a document under a table's name, or it is damaged",
        ),
        then=("请部门按 CSV 或 XLSX 重新导出", "ask for CSV or XLSX"),
    ),
    fault(
        "E-FILE-ENCODING",
        what=("文件编码既不是 UTF-8 也不是 GB18030", "the file is neither UTF-8 nor GB18030"),
        cause=("由少见的系统导出，或文件已损坏", "an unusual system made it, or it is damaged"),
        then=("请部门以 UTF-8 或 GB18030 重新导出", "ask for UTF-8 or GB18030"),
    ),
    fault(
        "E-FILE-LINK",
        what=(
            "送达目录中的快捷方式或特殊文件不予读取",
            "links and special files in the landing folder are not read",
        ),
        cause=("放进来的是快捷方式，不是文件本身", "a shortcut was put in instead of the file"),
        then=("请把文件本身复制进来", "copy the file itself into the folder"),
    ),
    fault(
        "E-FILE-NAME",
        what=(
            "文件名含有控制字符或无法显示的字符",
            "the file's name holds control characters or bytes that cannot be shown",
        ),
        cause=(
            "解压或传输时文件名成了乱码",
            "unpacking or the transfer garbled the name",
        ),
        then=("请改成普通的文件名后再放入", "give the file an ordinary name and put it in again"),
    ),
    fault(
        "E-FILE-UNREADABLE",
        what=("文件无法打开", "the file cannot be opened"),
        cause=(
            "运行账户没有读取权限，或磁盘出错",
            "the account may not read it, or the disk fails",
        ),
        then=(
            "检查文件的权限和磁盘，然后再运行",
            "check the file's rights and the disk, then run again",
        ),
    ),
    fault(
        "E-FILE-ARCHIVE",
        what=("压缩包不读", "archives are not read"),
        cause=("为了传输方便打了包", "it was packed for the transfer"),
        then=(
            "请解压后把里面的表格放进来",
            "unpack it and put the table itself into the folder",
        ),
    ),
    fault(
        "E-FILE-OLD-OFFICE",
        what=(
            "旧式 XLS 或加密的工作簿不读",
            "old XLS and password-protected workbooks are not read",
        ),
        cause=(
            "用旧版办公软件保存，或设了打开密码",
            "an old office program saved it, or a password was set",
        ),
        then=(
            "请另存为不加密的 XLSX 或 CSV",
            "save it as XLSX without a password, or as CSV",
        ),
    ),
    fault(
        "E-FILE-HOSTILE",
        what=(
            "文件内含有可能有害的结构（实体声明、重叠的压缩内容）",
            "the file holds structures that can do harm: entity declarations, overlapping archive members",
        ),
        cause=(
            "有人动过手脚，或由有毛病的程序生成",
            "someone tampered with it, or a faulty program made it",
        ),
        then=(
            "不要打开，联系送文件的部门核实来源",
            "do not open it; ask the sender where it comes from",
        ),
    ),
    fault(
        "E-SHEET-SEVERAL",
        what=(
            "工作簿中有几张表都有数据，无法确定读哪一张",
            "several sheets of the workbook hold data, so none is read",
        ),
        cause=(
            "按乡镇或按月各存了一张表",
            "each township or month was given a sheet of its own",
        ),
        then=(
            "请合并成一张表，或每张表存成一个文件",
            "ask for one sheet, or one file per sheet",
        ),
    ),
    fault(
        "E-SHEET-FORMULA",
        what=("工作簿里有没算出结果的公式", "the workbook holds formulas without a result"),
        cause=(
            "由程序生成后没有用表格软件打开保存过",
            "a program made it, and no spreadsheet has opened and saved it since",
        ),
        then=(
            "请部门打开后保存一次，或把结果粘贴为数值后再送",
            "ask the department to open and save it once, or to paste the results as values",
        ),
    ),
    fault(
        "E-LINE-COUNT",
        what=(
            "读取器数出的行数与独立计数不一致",
            "the reader counts other lines than there are",
        ),
        cause=(
            "文件在读取时被改动，或有少见的换行符",
            "the file changed while it was read, or its lines end in an unusual way",
        ),
        then=("请部门重新导出，并联系维护人员", "ask for a new export and call the maintainer"),
    ),
    fault(
        "E-CONTROL-TOTAL",
        what=("合计行与各行之和不符", "the totals row differs from the sum of the rows"),
        cause=(
            "传输时少了行，或合计之后又改过",
            "lines were lost, or changed after they were added up",
        ),
        then=("请部门核对后重新导出", "ask the department to check and export again"),
    ),
    fault(
        "E-FILE-LIMIT",
        what=(
            "文件超出大小、列数或行长的限度",
            "the file exceeds the limits of size, columns or line length",
        ),
        cause=(
            "几年的数据导在了一起，或少了换行、连成一行",
            "years of data are in one file, or line breaks are missing",
        ),
        then=("请部门拆分后再送", "ask the department to split the file"),
    ),
    fault(
        "E-COL-MISSING",
        what=("缺少必需列", "a required column is missing"),
        cause=(
            "列改了名，导出时漏选或没带表头，或文件放错了目录",
            "the column was renamed or left out, there is no header, or the file lies in the wrong folder",
        ),
        then=(
            "若只是叫法不同，可在契约的 aliases 中加上；否则请部门重新导出",
            "if it is only named differently add an alias to the contract; else ask for a new export",
        ),
    ),
    fault(
        "E-COL-DOUBLE",
        what=("表头中有重复的列", "a column stands twice in the header"),
        cause=(
            "拼接两张表时重复了，或两列用了同一个名称",
            "two tables were joined side by side, or two columns share a name",
        ),
        then=("请部门删去重复的列后再送", "ask the department to remove the double column"),
    ),
    fault(
        "E-MANIFEST",
        what=("与随附清单不符", "the file does not agree with its manifest"),
        cause=(
            "传输不完整，或清单做好以后文件又改过",
            "the transfer was cut, or the file was changed after its manifest",
        ),
        then=("请部门重新传送", "ask the department to send it again"),
    ),
    fault(
        "E-GATE-ROWS",
        what=("行数与历史相差过大", "the number of rows is far from what is usual"),
        cause=(
            "漏了某个乡镇或某一类，或同样的数据导了两遍",
            "a township or a kind was left out, or the same data were exported twice",
        ),
        then=("请部门确认名册是否完整", "ask the department whether the file is complete"),
    ),
    fault(
        "E-GATE-QUARANTINED",
        what=("被隔离的行占比过高", "too large a share of rows cannot be believed"),
        cause=(
            "列错位，或对方的导出格式变了",
            "columns are swapped, or the sender's export has changed",
        ),
        then=(
            "请核对各列内容是否与表头一致",
            "check whether the columns' contents match their headings",
        ),
    ),
    fault(
        "E-GATE-EMPTY-CELLS",
        what=("必填列的空值占比过高", "too many cells of a required column are empty"),
        cause=(
            "导出时漏选了内容，或对方的系统改版",
            "the export left something out, or the sender's system has changed",
        ),
        then=("请部门检查导出条件", "ask the department to check its export"),
    ),
    fault(
        "E-GATE-UNIT",
        what=("金额的中位数与历史相差过大", "the median amount is far from what is usual"),
        cause=("单位变了，如元变成分或万元", "the unit has changed, such as from yuan to fen"),
        then=("请部门确认金额单位为元", "ask the department to confirm that amounts are in yuan"),
    ),
    fault(
        "E-GATE-SUM",
        what=("平均金额与历史相差过大", "the mean amount is far from what is usual"),
        cause=(
            "部分行的单位不对（元、分、万元混在一起）",
            "some rows are in another unit: yuan, fen and ten thousand yuan are mixed",
        ),
        then=(
            "请部门确认每一行的金额单位都是元",
            "ask the department whether every row is in yuan",
        ),
    ),
    fault(
        "E-GATE-STALE",
        what=(
            "内容早已过期，而且没有一行是新的",
            "the content is old and not one row is new",
        ),
        cause=("导出停在旧日期，或送了旧文件", "the export is stuck, or an old file was sent"),
        then=(
            "请部门检查导出任务，送最近的数据",
            "ask the department to check its export job and send recent data",
        ),
    ),
    fault(
        "E-GATE-ID-000",
        what=("大量身份证号以 000 结尾", "many identity numbers end in 000"),
        cause=(
            "经电子表格打开后保存，末三位变成了 0",
            "a spreadsheet opened and saved the file and made the last digits 0",
        ),
        then=NO_SPREADSHEET,
    ),
    fault(
        "E-GATE-BROKEN",
        what=("质量检查本身未能执行", "the quality gate itself could not run"),
        cause=(
            "程序或安装有问题，与送来的文件无关",
            "the program or its installation is at fault, not the file",
        ),
        then=("请运行 doudi doctor，并联系维护人员", "run doudi doctor and call the maintainer"),
    ),
    fault(
        "E-NOTHING-BELIEVED",
        what=("没有一行可以入库", "not one row can be believed"),
        cause=("送错了文件，或列错位", "it is the wrong file, or the columns are shifted"),
        then=(
            "请核对是否送错了文件或列错位",
            "check whether it is the right file and whether columns are swapped",
        ),
    ),
    fault(
        "E-DECISION-MOOT",
        what=(
            "之后已有更新的送达入库，不能再放行旧的",
            "something newer has been loaded since, so the older file is not let in",
        ),
        cause=("放行以前部门又送了新的", "the department delivered again before the decision"),
        then=(
            "不用处理；若新的也不对，请部门重新送达",
            "nothing to do; if the newer one is wrong too, ask for another delivery",
        ),
    ),
    fault(
        "E-COMPANION",
        what=(
            "同一天同一名册的另一份文件被扣留，名册不完整",
            "another file of the same register and day is held, so the register is not whole",
        ),
        cause=(
            "名册分成几份送来，其中一份用不了",
            "the register came in several files, one of which cannot be used",
        ),
        then=("先处理被扣留的那份文件", "settle the held file first"),
    ),
)
