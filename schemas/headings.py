"""What departments call the columns that nearly every feed has. A spelling met for the first time is added here once."""

IDENTITY_NUMBER = ("身份证号码", "公民身份号码", "证件号码")
HOUSEHOLD = ("户编号", "家庭编码", "户号")
