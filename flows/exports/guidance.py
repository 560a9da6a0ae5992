"""The sheet 填写说明: how to fill in a list, in the words of the people who do."""

from typing import NamedTuple

from xlsxwriter import Workbook

from flows.exports.row_height import row_height
from schemas.office import ANSWERS, SEVERITY_ZH

SHEET = "填写说明"

ANSWER_MEANS: dict[str, str] = {
    "属实-需救助": "情况与预警相符，需要给予或调整救助。决定给予救助的，请填写实际救助金额。",
    "属实-已在保": "情况与预警相符，但该户已享受相应的低保、特困供养或其他救助，不需另行救助。",
    "不属实": "入户核实后，情况与预警不符。请在“核查情况说明”中写明实际情况。",
    "查无此人/已迁出": "登记地址没有这户人家，或者全家已经迁走。知道去向的，请写在说明里。",
    "已死亡": "预警所指的人已经去世。知道去世日期的，请写在说明里。",
    "拒绝核查": "已经找到该户，本人或家属不同意核查。",
    "暂未核实": "还没有见到人(如外出、住院)，以后要再次核查。此项不算办结。",
}


class Line(NamedTuple):
    style: str
    text: str


_BEFORE_ANSWERS = (
    Line("title", "填写说明"),
    Line("heading", "一、这是什么"),
    Line(
        "text", "系统每晚比对各部门的数据，把可能遇到困难、或者待遇可能需要调整的家庭列成清单，供入户核查。"
    ),
    Line(
        "strong",
        "预警只是建议，不是认定结论，不能直接作为发放、停发、增发或减发的依据；由乡镇(街道)入户核实后决定。",
    ),
    Line(
        "text",
        "“建议救助金额”按当地现行标准测算，只供参考；实际救助金额由乡镇(街道)按规定决定。没有金额的，表示不提金额建议；有几项建议金额的，不叠加，列最高一项。",
    ),
    Line("heading", "二、怎么填"),
    Line("text", "1. 只填浅黄色的五列。其他列已经锁定，请不要改动，尤其不要改动“预警编号”。"),
    Line("text", "2. 核查结果：点单元格右边的箭头，从七项中选一项，含义见下表。"),
    Line("text", "3. 核查情况说明：写看到的、问到的情况。不要写银行账号、完整身份证号和病历细节。"),
    Line("text", "4. 实际救助金额(元)：决定给予救助的才填，只填数字，例如 5226.00；没有救助的请留空。"),
    Line("text", "5. 核查人：填入户人员姓名，两人以上用顿号隔开。"),
    Line("text", "6. 核查日期：填入户当天，例如 2022-06-22。"),
    Line("text", "7. 灰色的行(“变化”为撤销或解除)排在最后，不需要入户，可以不填。"),
    Line(
        "text",
        "8. 一户一行。有几种预警的，“预警原因”按①②③逐条写明，最急的在前；“预警级别”“办理时限”取最急的一条，请一次入户全部核实。",
    ),
    Line(
        "text",
        "9. 每行只填一个结果：有一条属实，就选属实；其余不属实的，在说明中写明序号，例如“②不属实：已有工作”。",
    ),
    Line("text", "10. 入户时带上同时下发的“入户核查单”，一户一页，回来后照着填进本表。"),
    Line("heading", "三、核查结果各项的含义"),
)

_AFTER_ANSWERS = (
    Line("heading", "四、什么时候办完"),
    Line(
        "text",
        f"预警级别由急到缓：{'、'.join(SEVERITY_ZH.values())}。请在每行“办理时限”当日或之前完成核查，先办急的。",
    ),
    Line("text", "填好后，电子表按原格式(xlsx)交回县(市、区)民政部门，并交一份打印、签字、盖章的纸质表。"),
    Line("heading", "五、保管"),
    Line(
        "text",
        "清单含个人信息，只供核查人员使用。不得转发无关人员，不得发到微信群，不得上网或张贴；用完按规定保管或销毁。",
    ),
)

_LEFT, _RIGHT = 20, 72


def draw_guidance(book: Workbook) -> None:
    """Adds the sheet; it is read on paper as often as on a screen."""
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, _LEFT)
    sheet.set_column(1, 1, _RIGHT)
    base = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
    styles = {
        "title": book.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
        "heading": book.add_format({**base, "font_size": 12, "bold": True}),
        "text": book.add_format(base),
        "strong": book.add_format({**base, "bold": True, "font_color": "#9C0006", "bg_color": "#FDE9E7"}),
        "cell": book.add_format({**base, "border": 1}),
        "cell_head": book.add_format({**base, "border": 1, "bold": True, "bg_color": "#D9E2EC"}),
    }
    row = 0

    def lines(texts: tuple[Line, ...]) -> None:
        nonlocal row
        for style, text in texts:
            height = row_height([text], [_LEFT + _RIGHT]) * 1.1
            sheet.set_row(row, 30 if style == "title" else height + (8 if style == "heading" else 0))
            sheet.merge_range(row, 0, row, 1, "", styles[style])
            sheet.write_string(row, 0, text, styles[style])
            row += 1

    lines(_BEFORE_ANSWERS)
    sheet.set_row(row, 20)
    sheet.write_string(row, 0, "核查结果", styles["cell_head"])
    sheet.write_string(row, 1, "含义", styles["cell_head"])
    row += 1
    for answer in ANSWERS:
        sheet.set_row(row, row_height([ANSWER_MEANS[answer]], [_RIGHT]) * 1.1)
        sheet.write_string(row, 0, answer, styles["cell"])
        sheet.write_string(row, 1, ANSWER_MEANS[answer], styles["cell"])
        row += 1
    lines(_AFTER_ANSWERS)

    sheet.protect()
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&C第 &P/&N 页")
