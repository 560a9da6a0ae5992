"""A bureau's home folder: where its deliveries land and its results stand. The only code that knows paths.

Everything in it is private to the account that runs it: folders 0700, files 0600.
"""

import os
import re
import secrets
import time
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from flows.database_file import FROM_ENVIRONMENT, LOCKED, Key, connect, is_encrypted, read_key
from schemas.faults import DoudiError
from schemas.warehouse import VERSION, create_all

PACKAGE_DATA = Path(__file__).resolve().parent.parent / "data"
DEFAULT_HOME = PACKAGE_DATA / "home"
FOLDERS = (
    "landing",
    "published",
    "exports",
    "reports",
    "notices",
    "audit",
    "standards",
    "rules",
    "scratch",
    "secrets",
)

PATIENCE_SECONDS = 60
"""Looking a warning up takes a second or two; a night that starts just then waits."""

SETTINGS = """\
# 兜底 Doudi 的设置 / settings of this bureau
# 本局区划代码（2、4、6 位）/ division code of the bureau
area = "{area}"

# 本局名称，印在清单和报告上；留空则用 area 数据中的名称 / name printed on lists and reports
name = ""

# 数据库可用内存；程序另需约 250 MB。多少都不改变结果 / memory the database may use; the program needs some 250 MB
# beside it. Results are the same with any
memory_limit = "1GB"

# 数据库同时用几个处理器核，0 为全部；多少都不改变结果 / processor cores the database may use, 0: all; results are the same with any
threads = 0

# 静默抽样：每月从城镇、农村两组乡镇（街道）各抽多少户没有预警的家庭入户走访，用来估计漏了多少；0 为不抽
# households without a warning that are drawn each month from either group of townships (urban, rural) for a visit,
# to estimate how many in need are missed; 0: none
silent_sample = 0

# 抽样的种子，任意文字；同样的种子和数据抽到同样的户 / any text; the same seed and data draw the same households
silent_seed = ""

# 用 Spark 运行时（doudi run --engine spark），数据放在哪个目录；集群上每台机器都要能用同一路径读写它。留空为本目录下的 lake
# where data lies for a night on Spark; on a cluster every machine reads and writes it under this path. Empty: lake, in this folder
lake = ""

# 数据仓库加密存放；改动由下一晚执行，开和关都要有密钥 / keep the warehouse encrypted; the next night carries a change out, and on or
# off it needs the key
encrypt = false

# 密钥文件，只有本账户能读（0600），最好不在同一块盘上；也可以用环境变量 DOUDI_KEY / the file that holds the key, which nobody else may
# read (0600), best on another disk; or the environment's DOUDI_KEY
key_file = ""

# 保存期限，doudi retention 按此清除 / how long data stays; doudi retention removes what is older
# 部门数据、送达文件和已离开所有名册的人（月）：只留实现目的所必要的时间（个人信息保护法第十九条）；不能短于规则要回看的时间
# departments' data, delivered files, people who have left every register (months): no longer than the purpose needs, no
# shorter than the rules look back
keep_data_months = 36

# 已发布的数据库、清单、报告（天）/ published databases, lists and reports (days)
keep_results_days = 400

# 审计日志和通知（天）：里面没有个人信息；法律要求的最少天数见 doudi standards check 的 log_retention_days
# the audit log and notices (days): they hold no personal data; the law's least is the parameter log_retention_days
keep_audit_days = 1096

# 每个乡镇（街道）有几名入户核查人员，doudi plan 用来算人均走访户数；没有写的只列户数
# how many workers each township has for visits: doudi plan tells visits per worker; where none is given, visits only
# workers = {{ 370902001 = 3, 370902002 = 2 }}
"""
PERIODS = {"keep_data_months": 36, "keep_results_days": 400, "keep_audit_days": 1096}
"""How long data stays where the settings say nothing."""

_KNOWN = {
    "area",
    "name",
    "memory_limit",
    "threads",
    "silent_sample",
    "silent_seed",
    "lake",
    "encrypt",
    "key_file",
    "is_demo",
    *PERIODS,
    "workers",
}


@dataclass(frozen=True)
class Home:
    path: Path
    area: str
    name: str
    memory_limit: str
    threads: int
    silent_sample: int
    silent_seed: str
    lake: Path
    encrypt: bool
    key: Key | None
    is_demo: bool
    keep_data_months: int
    keep_results_days: int
    keep_audit_days: int
    workers: Mapping[str, int]

    @property
    def landing(self) -> Path:
        return self.path / "landing"

    @property
    def warehouse(self) -> Path:
        return self.path / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.path / "published"

    @property
    def exports(self) -> Path:
        return self.path / "exports"

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    @property
    def scratch(self) -> Path:
        return self.path / "scratch"

    @property
    def standards(self) -> tuple[Path, ...]:
        """The shipped packs, then the bureau's own, which extend them by the same ladder."""
        return (PACKAGE_DATA / "standards", self.path / "standards")

    @property
    def rules(self) -> Path:
        return self.path / "rules"

    @property
    def boundaries(self) -> Path:
        """Townships' boundaries, where the bureau has put any: GeoJSON (`flows/pictures/boundaries.py`)."""
        return self.path / "boundaries.geojson"

    @property
    def lists_key(self) -> Key | None:
        """What lists are sealed with, where they are."""
        return self.key if self.encrypt else None

    def person_key(self) -> str:
        """The secret that pseudonyms are made with; kept outside every database."""
        return (self.path / "secrets" / "person.key").read_text().strip()


def resolve(given: str | None) -> Path:
    return Path(given or os.environ.get("DOUDI_HOME") or DEFAULT_HOME).expanduser().resolve()


def make(path: Path, area: str, *, is_demo: bool = False) -> Home:
    """Make a home, or complete one that is there; settings that exist are never overwritten.

    Raises: DoudiError E-USAGE when the area is no division code, E-SETTINGS when the home has another.
    """
    if not re.fullmatch(r"\d{2}|\d{4}|\d{6}", area):
        raise DoudiError("E-USAGE", "--area: 2、4 或 6 位数字 / digits", exit_code=2)
    try:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        for folder in FOLDERS:
            (path / folder).mkdir(exist_ok=True)
            (path / folder).chmod(0o700)
        settings = path / "doudi.toml"
        if not settings.exists():
            settings.write_text(
                SETTINGS.format(area=area) + ("\nis_demo = true\n" if is_demo else ""), encoding="utf-8"
            )
            settings.chmod(0o600)
        key = path / "secrets" / "person.key"
        if not key.exists():
            key.touch(mode=0o600)
            key.write_text(secrets.token_hex(32))
    except OSError as error:
        raise DoudiError("E-DISK", str(path), exit_code=75) from error
    home = find(path)
    if home.area != area:
        raise DoudiError("E-SETTINGS", f"doudi.toml: area = {home.area}", exit_code=2)
    return home


def find(path: Path) -> Home:
    """Raises: DoudiError E-HOME where there is none, E-SETTINGS where its settings are wrong."""
    settings = path / "doudi.toml"
    if not settings.is_file():
        raise DoudiError("E-HOME", str(path), exit_code=2)
    try:
        read = tomllib.loads(settings.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DoudiError("E-SETTINGS", f"{settings}: {error}", exit_code=2) from None
    wrong = sorted(read.keys() - _KNOWN)
    area = str(read.get("area", ""))
    if not re.fullmatch(r"\d{2}|\d{4}|\d{6}", area):
        wrong.append("area")
    counts = {
        name: read.get(name, usual) for name, usual in {"silent_sample": 0, "threads": 0, **PERIODS}.items()
    }
    wrong += (name for name, count in counts.items() if type(count) is not int or count < 0)
    encrypt, key_file = read.get("encrypt", False), read.get("key_file", "")
    wrong += (
        name
        for name, value, kind in (("encrypt", encrypt, bool), ("key_file", key_file, str))
        if type(value) is not kind
    )
    workers = read.get("workers", {})
    if not isinstance(workers, dict) or any(
        not re.fullmatch(r"\d{9}", code) or type(count) is not int or count < 1
        for code, count in workers.items()
    ):
        wrong.append("workers")
    if wrong:
        raise DoudiError("E-SETTINGS", f"{settings}: {'、'.join(wrong)}", exit_code=2)
    key = read_key(path / key_file if key_file else None)
    if encrypt and key is None:
        raise DoudiError("E-SETTINGS", f"{settings}: encrypt: key_file / {FROM_ENVIRONMENT}", exit_code=2)
    return Home(
        path=path,
        area=area,
        name=str(read.get("name", "")),
        memory_limit=str(read.get("memory_limit", "1GB")),
        threads=counts["threads"],
        silent_sample=counts["silent_sample"],
        silent_seed=str(read.get("silent_seed", "")),
        lake=path / (str(read.get("lake", "")) or "lake"),
        encrypt=encrypt,
        key=key,
        is_demo=bool(read.get("is_demo", False)),
        **{name: counts[name] for name in PERIODS},
        workers=workers,
    )


def refuse_lost_warehouse(home: Home) -> None:
    """A new ledger would number and date anew what offices already have on their lists.

    Raises: DoudiError E-WAREHOUSE when nights are published and the warehouse they came from is gone.
    """
    if not home.warehouse.exists() and (home.published / "latest.duckdb").exists():
        raise DoudiError("E-WAREHOUSE", f"{home.warehouse}: 不在了 gone")


@contextmanager
def warehouse(home: Home, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The bureau's warehouse, opened by one night at a time; encrypted or not as it lies there, a new one as the settings say.

    Raises: DoudiError E-KEY when it is encrypted and the key is missing or another, E-WAREHOUSE when it cannot be opened or was made by another version of the package, E-LOCK
    (exit 75) when a night is at work in it; a night itself waits for whoever only looks something up.
    """
    con = _opened(home, read_only=read_only)
    try:
        configure(con, home)
        if not read_only:
            home.warehouse.chmod(0o600)
            con.execute("CREATE TABLE IF NOT EXISTS warehouse_version (version INTEGER)")
            if not con.execute("SELECT count(*) FROM warehouse_version").fetchall()[0][0]:
                con.execute("INSERT INTO warehouse_version VALUES (?)", [VERSION])
        version = con.execute("SELECT max(version) FROM warehouse_version").fetchall()[0][0]
        if version != VERSION:
            told = (
                "由更新的程序建立，请装新版 / made by a newer package: install that"
                if version > VERSION
                else "由旧版程序建立，下一晚运行时升级 / made by an older package: the next night upgrades it"
            )
            raise DoudiError("E-WAREHOUSE", f"{home.warehouse}: version {version} ≠ {VERSION}. {told}")
        if not read_only:
            con.execute(";\n".join(create_all()))
        yield con
    finally:
        con.close()


def warehouse_key(home: Home) -> Key | None:
    """What opens the warehouse as it lies there; None for a plain one. Raises: DoudiError E-KEY where the key is missing."""
    if not (is_encrypted(home.warehouse) if home.warehouse.exists() else home.encrypt):
        return None
    if home.key is None:
        raise DoudiError("E-KEY", str(home.warehouse), exit_code=2)
    return home.key


def _opened(home: Home, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    until = time.monotonic() + (0 if read_only else PATIENCE_SECONDS)
    while True:
        try:
            return connect(home.warehouse, warehouse_key(home), read_only=read_only)
        except duckdb.Error as error:
            if LOCKED not in str(error):
                raise DoudiError("E-WAREHOUSE", f"{home.warehouse}: {type(error).__name__}") from None
        if time.monotonic() >= until:
            raise DoudiError("E-LOCK", str(home.warehouse), exit_code=75)
        time.sleep(0.5)


def configure(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    con.execute(f"SET memory_limit = '{home.memory_limit}'")
    if home.threads:
        con.execute(f"SET threads = {home.threads}")
    con.execute(f"SET temp_directory = '{str(home.scratch).replace(chr(39), chr(39) * 2)}'")
    # One night writes in many small transactions; fewer checkpoints lose nothing, the log holds them.
    con.execute("SET checkpoint_threshold = '512MB'")
    con.execute("SET preserve_insertion_order = true; SET enable_progress_bar = false")
