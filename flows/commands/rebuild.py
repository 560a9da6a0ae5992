"""`doudi rebuild`: the warehouse made anew from the landing folder."""

import json
from argparse import Namespace

from flows import home
from flows.audit import note
from flows.rebuild import rebuild
from flows.talk import answer, progress


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    note(bureau, "rebuild", "")
    done = rebuild(bureau, progress())
    note(bureau, "rebuild ended", f"nights={len(done.nights)} differing={len(done.differing)}")
    same = len(done.nights) - len(done.differing)
    if options.json:
        print(  # noqa: T201
            json.dumps(
                {
                    "nights": len(done.nights),
                    "differing": [str(night.as_of) for night in done.differing],
                    "aside": done.aside and str(done.aside),
                },
                ensure_ascii=False,
                indent=2,
            )
        )
        return done.exit_code
    answer(
        f"✔ 已从送达目录重建：{len(done.nights)} 晚，{same} 晚与公布的一致 / made anew from the landing folder: "
        f"{len(done.nights)} night(s), {same} as published"
    )
    for night in done.differing:
        answer(f"▲ 与公布的不同 differs: {night.as_of} {night.run_id}")
    if done.differing:
        answer(
            "  可能的原因：规则、标准或程序已改动，送达文件缺少，或当天有过不止一次运行；公布的结果没有改动 / rules, values or the program "
            "have changed, files are gone, or that night was run more than once; what was published stands"
        )
    if done.aside:
        answer(f"  原来的数据仓库保存在 the old warehouse is kept: {done.aside}")
    return done.exit_code
