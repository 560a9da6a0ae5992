"""An empty standards file for a locality: every parameter explained, with what holds there now and by whose word.

Lines of explanation begin with `# `, lines to fill in with `#` alone: whoever takes the `#` away has a block. As it
stands the file sets nothing and is valid.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from flows.value_words import in_words
from rules.load import Rule
from schemas.in_force import Held, in_force
from schemas.parameter import Parameter
from schemas.parameter_words import CHOICE, CONFIDENCE, OPERATOR, UNIT, population
from schemas.parameters import PARAMETERS
from schemas.standard import Standard

HEAD = """\
# {area} 的标准和参数 / standards and parameters of {area}
#
# 把文件命名为 {area}.toml，放进工作目录的 standards 文件夹。需要哪一段，就去掉那一段行首的 #，填上当地的值、执行日期和来源；
# 不需要的段落留着不动，继续用上级的值。写好后运行 doudi standards check。
# 调整标准时另加一段新的，写新的执行日期；旧的一段不改、不删，以前的夜晚才能原样重算。
# Name it {area}.toml and put it into the home's folder `standards`. Take the # away from the blocks you need and fill in
# the local value, its date and its source; leave the others as they are: the wider authority's value goes on. Then run
# `doudi standards check`. A raise is a new block with a new date; no old block is ever edited, so that old nights can be
# replayed.
#
# valid_from   执行日期 in force from          valid_to     失效日期（不含当日）until, that day excluded；不写则一直有效 optional
# published_on 公布日期 announced on；不写则从执行日期起知道 optional
# source       文件名称、文号、条款 the document and its article
# confidence   {confidence}
# note         备注 a remark, optional         checked      有人核对来源的日期 when somebody last read the source

area = "{area}"
#name_zh = "省市县名称"
#name = "County, Prefecture, Province"
#checked = {as_of}
"""


def template(area: str, standards: Iterable[Standard], rules: Iterable[Rule], as_of: date) -> str:
    """The text of the file. Shape: one paragraph per parameter, in the order of the contract."""
    held = in_force(standards, area, as_of)
    needed_by: dict[str, list[str]] = {key: [] for key in PARAMETERS}
    for rule in rules:
        for key in rule.header.parameters:
            if rule.code not in needed_by[key]:
                needed_by[key].append(rule.code)
    confidence = "；".join(f"{name} {zh} {en}" for name, (zh, en) in CONFIDENCE.items())
    paragraphs = (
        "\n".join(_paragraph(parameter, held, needed_by, as_of)) for parameter in PARAMETERS.values()
    )
    return (
        "\n\n".join((HEAD.format(area=area, as_of=as_of, confidence=confidence).strip(), *paragraphs)) + "\n"
    )


def _paragraph(
    parameter: Parameter, held: Held, needed_by: Mapping[str, Sequence[str]], as_of: date
) -> Iterator[str]:
    rows = _values(parameter, held)
    yield f"# {parameter.zh} {parameter.key}"
    yield f"# {parameter.en}"
    yield f"# 单位 unit: {' '.join(UNIT[parameter.unit])}；{_bounds(parameter)}"
    if parameter.populations != ("all",):
        yield f"# 适用 population: {'，'.join(f'{each} {population(each)}' for each in parameter.populations)}"
    if parameter.has_operator:
        yield f"# 比较 operator: {'，'.join(f'{name} {zh} {en}' for name, (zh, en) in OPERATOR.items())}"
    if codes := needed_by[parameter.key]:
        yield f"# 没有值就不判断的规则 rules not judged without it: {', '.join(codes)}"
    for row, names in rows.items():
        who = f"{', '.join(names)}: " if names != ["all"] else ""
        yield f"# {as_of} 执行中 in force: {who}{in_words(row)}（{row.valid_from} 起，{row.file}，{CONFIDENCE[row.confidence][0]}：{row.source}）"
    if not rows:
        yield f"# {as_of} 没有值 no value in force"
    yield from _block(parameter, next(iter(rows), None))


def _values(parameter: Parameter, held: Held) -> dict[Standard, list[str]]:
    """Each value in force with the populations it holds for."""
    found: dict[Standard, list[str]] = {}
    for name in parameter.populations:
        if row := held.get((parameter.key, name)):
            found.setdefault(row, []).append(name)
    return found


def _bounds(parameter: Parameter) -> str:
    if parameter.choices:
        return f"可选 choices: {'，'.join(f'{each} {CHOICE[each]}' for each in parameter.choices)}"
    return f"范围 bounds: {parameter.lowest:f}–{parameter.highest:f}"


def _block(parameter: Parameter, now: Standard | None) -> Iterator[str]:
    value = now.value if now else (parameter.choices[0] if parameter.choices else "")
    yield f"#[[{parameter.key}]]"
    if parameter.populations != ("all",):
        yield f'#population = "{now.population if now else parameter.populations[0]}"'
    yield f'#value = "{value}"' if parameter.choices else f"#value = {value}".rstrip()
    if parameter.has_operator:
        yield f'#operator = "{now.operator if now else "below"}"'
    yield f"#valid_from = {now.valid_from if now else ''}".rstrip()
    yield '#source = ""'
