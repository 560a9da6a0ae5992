"""Published: the documents that warnings and tasks cite."""

from schemas.table import Table, fields

LEGAL_BASIS = Table(
    name="legal_basis",
    zh="依据文件",
    en="The documents that rules and tasks rest on, in force on the business date or before it. A warning cites only "
    "what was in force on its night; what begins later is not here yet",
    key=("legal_basis_id", "valid_from"),
    fields=fields(
        """
        legal_basis_id | VARCHAR | | 依据编号 | Id, as rules name it
        title_zh | VARCHAR | | 文件名称 | Title
        title_en | VARCHAR | | 英文名称 | Title in English, in our words
        number | VARCHAR | | 文号 | Number of the document; null: none is known
        issued_on | DATE | | 印发日期 | Day it was issued; null: not known
        valid_from | DATE | | 施行日期 | In force from this day
        valid_to | DATE | | 失效日期 | No longer in force from this day; null: no end is known
        is_in_force | BOOLEAN | | 是否有效 | In force on the business date
        source | VARCHAR | | 来源 | Where it was read
        confidence | VARCHAR | | 可信程度 | official, secondary, or assumed: the day or number is not checked against the text
        note | VARCHAR | | 备注 | Remark
        """
    ),
)

TABLES: tuple[Table, ...] = (LEGAL_BASIS,)
