"""Values in force and names of places."""

from schemas.table import Field, Table

STANDARD = Table(
    name="standard",
    zh="标准与参数",
    en="Every dated, cited value known that night",
    key=("area_code", "key", "population", "valid_from", "published_on"),
    fields=(
        Field(name="area_code", sql_type="VARCHAR", zh="区划代码", en="Authority; 00 is the nation"),
        Field(name="key", sql_type="VARCHAR", zh="参数", en="What it is"),
        Field(name="population", sql_type="VARCHAR", zh="适用范围", en="Whom it is for; all"),
        Field(name="value", sql_type="VARCHAR", zh="值", en="The value as cited"),
        Field(name="unit", sql_type="VARCHAR", zh="单位", en="Its unit"),
        Field(name="operator", sql_type="VARCHAR", zh="比较方式", en="How the locality words the comparison"),
        Field(name="valid_from", sql_type="DATE", zh="执行日期", en="In force from"),
        Field(name="valid_to", sql_type="DATE", zh="失效日期", en="In force until the day before"),
        Field(name="published_on", sql_type="DATE", zh="发布日期", en="Known from"),
        Field(name="source", sql_type="VARCHAR", zh="来源", en="Where it is written"),
        Field(name="confidence", sql_type="VARCHAR", zh="可信度", en="official, secondary, assumed"),
        Field(name="note", sql_type="VARCHAR", zh="备注", en="Remark"),
    ),
)

AREA = Table(
    name="area",
    zh="行政区划",
    en="Names of the areas that the warnings use",
    key=("area_code",),
    fields=(
        Field(name="area_code", sql_type="VARCHAR", zh="区划代码", en="Division code"),
        Field(name="name", sql_type="VARCHAR", zh="名称", en="Name; the code where none was delivered"),
        Field(name="parent_code", sql_type="VARCHAR", zh="上级代码", en="The next higher area"),
    ),
)
