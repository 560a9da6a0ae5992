"""Why a command stops, or a night as a whole."""

from schemas.faults.fault import Fault, Said, fault

CALL_FOR_HELP: Said = ("运行 doudi doctor，并联系维护人员", "run doudi doctor and call the maintainer")

COMMAND: tuple[Fault, ...] = (
    fault(
        "E-DECISION",
        what=("决定文件有误，或它指的送达不存在", "a decision's file has a mistake, or names no delivery"),
        cause=(
            "送达编号抄错，或文件被手工改过",
            "the delivery's number was copied wrongly, or the file was edited by hand",
        ),
        then=(
            "核对送达编号；用 doudi approve 或 doudi quarantine recover 重新登记",
            "check the delivery's number; enter it again with doudi approve or doudi quarantine recover",
        ),
    ),
    fault(
        "E-BEFORE-HORIZON",
        what=(
            "日期早于保存期限，那时的数据已经清除",
            "it is of a day before the retention horizon: data of then has been removed",
        ),
        cause=(
            "补送了很早以前的文件，或要重放很早以前的一晚",
            "a file of long ago was put into its old folder, or a night of long ago is to be run again",
        ),
        then=(
            "请部门以今天的日期重新送达；更早的一晚不能再重放",
            "ask the department to deliver it under today's date; a night of then cannot be run again",
        ),
    ),
    fault(
        "E-CHECKPOINT",
        what=(
            "清除旧数据时封存的检查点不完整或被改过，没有重建",
            "the checkpoint that was sealed when old data was removed is damaged or was changed; nothing was rebuilt",
        ),
        cause=(
            "磁盘损坏，或有人动过 checkpoint 目录",
            "the disk is damaged, or somebody touched the folder checkpoint",
        ),
        then=(
            "从备份恢复 checkpoint 目录，再运行 doudi rebuild",
            "restore the folder checkpoint from the backup, then run doudi rebuild again",
        ),
    ),
    fault(
        "E-NOT-APPROVABLE",
        what=(
            "这次送达没有被扣留，或扣留的原因没有人能担保",
            "the delivery is not held, or for a reason that nobody can vouch for",
        ),
        cause=(
            "编号抄错，或文件缺列、损坏、读不出来",
            "the number was copied wrongly, or the file lacks a column, is damaged or cannot be read",
        ),
        then=(
            "读不出来的文件请部门更正后重新送达",
            "ask for a corrected file; what cannot be read cannot be let in",
        ),
    ),
    fault(
        "E-USAGE",
        what=("命令写法有误", "the command is not written as it should be"),
        cause=("漏写或写错了参数", "an argument is missing or misspelt"),
        then=("请看 --help", "see --help"),
    ),
    fault(
        "E-SPARK",
        what=("Spark 没有启动，或中途停止", "Spark did not start, or gave up"),
        cause=(
            "没有安装 Spark 组件或 Java 17，--master 写错，或集群、内存不够",
            "the extra [spark] or Java 17 is not installed, --master is wrong, or cluster or memory do not suffice",
        ),
        then=(
            "安装：pip install '.[spark]' 和 Java 17；或不写 --engine，用 DuckDB 运行，结果相同",
            "install them: pip install '.[spark]' and Java 17; or run without --engine, on DuckDB: results are the same",
        ),
    ),
    fault(
        "E-LINK",
        what=("没有安装比对组件", "what compares rows with people is not installed"),
        cause=(
            "基本安装不带它，要另装 [link]",
            "the plain installation goes without it: it is the extra [link]",
        ),
        then=(
            "安装：pip install '.[link]'；不装也可以用 doudi quarantine show --form 写出待更正的表",
            "install it: pip install '.[link]'; doudi quarantine show --form writes the form without it",
        ),
    ),
    fault(
        "E-HOME",
        what=("工作目录尚未建立", "the home folder has not been made"),
        cause=("第一次使用，或 --home 指错了目录", "it is the first use, or --home names another folder"),
        then=("先运行 doudi init --area <区划代码>", "run doudi init --area CODE first"),
    ),
    fault(
        "E-HOME-TAKEN",
        what=(
            "该目录是正式工作目录，演示不会覆盖它",
            "this is a bureau's home; the demo does not overwrite it",
        ),
        cause=(
            "--home 或 DOUDI_HOME 指向了正式目录",
            "--home or DOUDI_HOME names the folder in real use",
        ),
        then=("用 --home 指定另一个目录", "give another folder with --home"),
    ),
    fault(
        "E-SETTINGS",
        what=("doudi.toml 有误", "doudi.toml has a mistake"),
        cause=(
            "手工修改时写错，或目录属于别的区划",
            "it was mistyped by hand, or the folder belongs to another area",
        ),
        then=("按提示修改该文件", "mend the file as told"),
    ),
    fault(
        "E-LOCK",
        what=("另一个 doudi 正在运行", "another doudi is running"),
        cause=("上一次还没有结束，或有人同时在运行", "the last run has not ended, or someone else runs one"),
        then=("等它结束后再试", "wait for it to end and try again"),
    ),
    fault(
        "E-GAP",
        what=("漏掉的夜间运行太多", "too many nights are missing"),
        cause=(
            "停了一个季度以上，或工作目录是很久以前的",
            "it stood still for more than a quarter, or the home is old",
        ),
        then=(
            "用 --since 写明从哪一晚补起；旧的一晚已没有用的，从最近一晚起",
            "say with --since from which night on; the newest alone will do where old lists are of no use",
        ),
    ),
    fault(
        "E-DISK",
        what=("磁盘空间不足或不可写", "the disk is full or cannot be written"),
        cause=("旧的结果越积越多，或没有写入权限", "old results have piled up, or the account may not write"),
        then=(
            "清理空间后再运行，已有结果不受影响",
            "make room and run again; what was published stands",
        ),
    ),
    fault(
        "E-STANDARD-FILE",
        what=("标准文件读不出来", "a standards file cannot be read"),
        cause=(
            "少了引号或括号，写了不存在的日期，存成了 UTF-8 以外的编码，或没有读取权限",
            "a quotation mark or bracket is missing, a date is not in the calendar, it was saved in another encoding than UTF-8, or it may not be read",
        ),
        then=(
            "按提示的行改正，并以 UTF-8 保存",
            "mend the line named and save the file as UTF-8",
        ),
    ),
    fault(
        "E-STANDARD-AREA",
        what=("标准文件的区划代码与文件名不符", "a standards file's division code is not its name"),
        cause=(
            "复制别处的文件后只改了其中一处",
            "another locality's file was copied and only one of the two was changed",
        ),
        then=(
            '让 area 与文件名一致，如 370902.toml 中写 area = "370902"',
            'make area and the name agree: area = "370902" in 370902.toml',
        ),
    ),
    fault(
        "E-STANDARD-DATE",
        what=("标准的日期不成立", "a date of a value cannot be"),
        cause=(
            "年份写错，失效日期不晚于执行日期，公布与执行相隔多年，或复核日期在将来",
            "a year is mistyped, the end is not after the start, it was announced years apart, or checked tomorrow",
        ),
        then=(
            "核对文件上的日期；日期写成 2022-01-01，不加引号",
            "check the dates of the document; write 2022-01-01, without quotation marks",
        ),
    ),
    fault(
        "E-STANDARD-UNIT",
        what=("标准的单位与参数不符", "a value's unit is not its parameter's"),
        cause=(
            "每月和每年、元和倍数混淆",
            "a month and a year, or yuan and a multiple, were mixed up",
        ),
        then=(
            "换算成参数的单位，或删去 unit 一行",
            "convert the value to the parameter's unit, or leave the line out",
        ),
    ),
    fault(
        "E-STANDARD-FORM",
        what=("标准文件写法有误", "a standards file is not written as it should be"),
        cause=(
            "参数名、适用范围或比较方式写错，或写了没有的项目",
            "a key, population or operator is misspelt, or something is set that does not exist",
        ),
        then=("按提示的文件和行修改", "mend the file at the line named"),
    ),
    fault(
        "E-STANDARD-DOUBLE",
        what=("同一标准在同一日期出现两次", "one standard stands twice for one date"),
        cause=(
            "同一段贴了两次，或新标准沿用了旧的执行日期",
            "a block was pasted twice, or a new value was given the old date",
        ),
        then=(
            "保留正确的一条；新标准应使用新的执行日期",
            "keep the right one; a new value needs a date of its own",
        ),
    ),
    fault(
        "E-STANDARD-SOURCE",
        what=("标准缺少来源", "a value has no source"),
        cause=("新加一段时漏写了 source", "source was left out of a new block"),
        then=("补上文件名称和日期", "cite the document and its date"),
    ),
    fault(
        "E-STANDARD-VALUE",
        what=("标准的数值不合理", "a value is beyond belief"),
        cause=(
            "单位弄错（每月、每年），或多写、少写一位",
            "the unit is another (a month, a year), or a digit was added or left out",
        ),
        then=("按提示的范围核对数值", "check the value against the bounds named"),
    ),
    fault(
        "E-RULE-FORM",
        what=("规则文件写法有误", "a rule file is not written as it should be"),
        cause=(
            "手工修改时改坏了格式，或用了没有的列",
            "its form was broken by hand, or it names a column that is not there",
        ),
        then=("按提示修改该规则", "mend the rule as told"),
    ),
    fault(
        "E-NOT-FOUND",
        what=("没有找到", "nothing was found under that name"),
        cause=("编号抄错，或那一晚还没有运行", "the number was copied wrongly, or that night has not run"),
        then=("核对编号，或换一个业务日期", "check the number, or another night"),
    ),
    fault(
        "E-BOUNDARIES",
        what=("边界文件读不懂", "the boundaries cannot be read"),
        cause=(
            "不是 GeoJSON，或里面有不是面的图形、不是数字的坐标、没有乡镇代码的要素",
            "it is not GeoJSON, or holds shapes that are no polygons, coordinates that are no numbers",
        ),
        then=(
            "请测绘或民政系统导出为 GeoJSON（面，属性“乡镇代码”为九位），放到工作目录的 boundaries.geojson；拿走这个文件则画方块图",
            "export it as GeoJSON: polygons, the nine digits of the township as property township_code; without the file tiles are drawn",
        ),
    ),
    fault(
        "E-NO-NIGHT",
        what=("这个工作目录还没有运行过一晚", "no night has run in this home yet"),
        cause=("刚建立，或 --home 指错了目录", "it is new, or --home names another folder"),
        then=("先运行 doudi run --as-of <日期>", "run a night first: doudi run --as-of DATE"),
    ),
    fault(
        "E-URGENT-PAST",
        what=(
            "这一天的夜间清单已经发布，不再做当天急难清单",
            "that day's night is published already; there is no urgent list of it any more",
        ),
        cause=("日期写错，或当晚已经运行过", "the date is mistyped, or the night has run"),
        then=(
            "写今天的日期；已发布的一晚，急难在夜间清单上",
            "give today's date; of a published night the emergencies stand on its lists",
        ),
    ),
    fault(
        "E-NO-FILE",
        what=("没有这个文件，或它不是文件", "there is no such file, or it is none"),
        cause=("文件名抄错，或写成了目录", "the name was copied wrongly, or names a folder"),
        then=(
            "核对文件名；目录里的文件用 目录/*.xlsx",
            "check the name; of a folder give its files, as in FOLDER/*.xlsx",
        ),
    ),
    fault(
        "E-EXPORT-CHANGED",
        what=(
            "清单文件与生成时不符，未下发",
            "a list is not as the night wrote it, so nothing was handed out",
        ),
        cause=("文件被打开另存过，或被删除", "it was opened and saved, or deleted"),
        then=(
            "不要在工作目录里修改清单；重新运行那一晚，再下发",
            "leave the lists in the home alone; run that night again, then hand out",
        ),
    ),
    fault(
        "E-EXPORT-IN-PLACE",
        what=(
            "目标位置已有同名但不同的文件，未下发",
            "another file of that name is there, so nothing was handed out",
        ),
        cause=(
            "乡镇已在那份清单上填写，或那是另一次运行的清单",
            "an office has filled that list in, or it is of another run",
        ),
        then=("换一个空目录", "name an empty folder"),
    ),
    fault(
        "E-BUNDLE",
        what=("这不是封存一晚的文件，或已损坏", "this is no sealed night, or it is damaged"),
        cause=("给错了文件，或传输中断", "it is another file, or was cut off on its way"),
        then=("请对方重新封存、重新传送", "ask for it to be sealed and sent again"),
    ),
    fault(
        "E-NOT-MOVED",
        what=("这条预警现在不能这样办", "the warning cannot be dealt with so as it stands"),
        cause=(
            "它已经办结、已有结果，或没有待答复的异议",
            "it has ended, it has been answered, or no objection is pending",
        ),
        then=(
            "用 doudi explain 看它现在的状态和经过",
            "see with doudi explain where it stands and what has happened",
        ),
    ),
    fault(
        "E-WAREHOUSE",
        what=("数据仓库无法打开", "the warehouse cannot be opened"),
        cause=(
            "文件损坏，正被占用，或由另一个版本的程序建立",
            "it is damaged or in use, or another version of the program made it",
        ),
        then=(
            "运行 doudi doctor 查看原因；损坏的用 doudi rebuild 从送达目录重建，原文件会保留",
            "run doudi doctor; if it is damaged, doudi rebuild makes it anew from the landing folder and keeps the file",
        ),
    ),
    fault(
        "E-KEY",
        what=(
            "数据仓库是加密的，没有密钥、密钥不对，或缺少加密组件",
            "the warehouse is encrypted, and the key is missing or another one, or what encrypts is not installed",
        ),
        cause=(
            "密钥文件没有挂载、被换过，或 DOUDI_KEY 没有传给定时任务",
            "the key's file is not mounted or was changed, or the timer does not pass DOUDI_KEY on",
        ),
        then=(
            "放回原来的密钥再运行，文件没有改动；密钥确已丢失的，移走仓库，用新密钥 doudi rebuild 从送达目录重建",
            "put the old key back and run again, nothing was changed; if it is lost, move the warehouse away and make it anew with a new key: doudi rebuild",
        ),
    ),
    fault(
        "E-RECONCILE",
        what=("行数对不上，结果不予发布", "the counts do not add up, so nothing is published"),
        cause=(
            "运行时文件被改动，或程序有毛病",
            "a file was changed during the run, or the program is at fault",
        ),
        then=CALL_FOR_HELP,
    ),
    fault(
        "E-UNEXPECTED",
        what=("出现未预料的错误", "something unexpected went wrong"),
        cause=(
            "程序没有料到的情况，不是您的操作有误",
            "a case that the program did not foresee; not a mistake of yours",
        ),
        then=(
            "加 --debug 再运行一次，把输出交给维护人员",
            "run again with --debug and hand the output to the maintainer",
        ),
    ),
)
