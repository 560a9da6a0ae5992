"""`doudi init`: a home for a bureau."""

from argparse import Namespace

from flows import home
from flows.audit import note
from flows.talk import answer, this_command


def run(options: Namespace) -> int:
    made = home.make(home.resolve(options.home), options.area)
    note(made, "init", f"area={made.area}")
    answer(f"工作目录已就绪 / the home is ready: {made.path}")
    answer(f"  设置 settings : {made.path / 'doudi.toml'}")
    answer(f"  送达 landing  : {made.landing}/<extract>/<YYYY-MM-DD>/")
    answer(f"  下一步 next   : {this_command()} run --as-of YYYY-MM-DD --home {made.path}")
    return 0
