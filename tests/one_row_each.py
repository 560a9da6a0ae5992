"""One good row of every extract, what the warehouse keeps of it, and one cell that makes the row unbelievable.

A and B are two people. The first line of a case is the row as a department writes it, in the order of the
contract's headings; the second is what is kept (money in fen, dates whole, nothing where nothing is known); the
third puts a wrong cell under a heading and names the reason.
"""

from typing import NamedTuple

from tests.bureau import number

_CASES = """
household_member
    H1,A,李明,户主,城镇,370902,370902001001,2020-01-01,
    H1,A,李明,head,urban,370902,370902001001,2020-01-01,
    居住区划 370902001 E-REGION
benefit
    H1,,最低生活保障,2020-01-01,,871.00,2022-01-10
    H1,,subsistence_allowance,2020-01-01,,87100,2022-01-10
    开始日期 2020-02-30 E-DATE-IMPOSSIBLE
income
    A,2022-04,工资,3000.50,实发,甲厂
    A,2022-04-01,wage,300050,actual,甲厂
    收入类型 彩票 E-CHOICE
medical_expense
    S1,A,2022-05-01,住院,20000.00,12000.00,3000.00,0,5000.00,
    S1,A,2022-05-01,inpatient,2000000,1200000,300000,0,500000,
    个人自付 -1 E-MONEY-NEGATIVE
employment
    A,停保,2022-03-01,,甲厂
    A,insurance_stopped,2022-03-01,,甲厂
    事件 迟到 E-CHOICE
death
    B,王某,2022-05-02
    B,王某,2022-05-02
    死亡日期 2022-06-02 E-DATE-FUTURE
area
    370902001001,某社区,370902001,某街道办,0538-1234567
    370902001001,某社区,370902001,某街道办,0538-1234567
    区划代码 37090 E-REGION
disposable_income
    370902,2021,城镇,42000,2022-03-01
    370902,2021,urban,4200000,2022-03-01
    年份 去年 E-YEAR
disability
    A,肢体,二级,2022-03-01,2032-02-28
    A,limb,2,2022-03-01,2032-02-28
    残疾等级 五级 E-CHOICE
education
    A,2021-2022,本科,8000,1500.5
    A,2021-09-01,undergraduate,800000,150050
    学年 2021-2023 E-SCHOOL-YEAR
benefit_payment
    H1,A,2022-04,低保,871,370902001
    H1,A,2022-04-01,subsistence_allowance,87100,370902001
    发放地 泰山区 E-REGION
property
    A,房产,鲁(2020)泰安市不动产权第001号,300000,85.5平方米,2010-05-06
    A,housing,鲁(2020)泰安市不动产权第001号,30000000,85.5000,2010-05-06
    面积 很大 E-NUMBER
support_obligor
    H1,B,3,9000.50,2人,2
    H1,B,3,900050,2,2
    被赡养抚养人数 0 E-NUMBER-RANGE
custody
    A,强制隔离戒毒,2021-11-01,2023-10-31
    A,rehabilitation,2021-11-01,2023-10-31
    开始日期 2022-07-01 E-DATE-FUTURE
poverty_return_watch
    A,因病
    A,illness
    身份证号 12345 E-ID-SHAPE
hazard
    F1,A,火灾,2022-05-03,12000
    F1,A,fire,2022-05-03,1200000
    损失 约一万 E-MONEY
help_request
    R1,2022-05-04 13:05,热线,,,35,370902001,住宿,已送救助站,2022-05-04 20:10
    R1,2022-05-04 13:05:00,hotline,,,35,370902001,shelter,已送救助站,2022-05-04 20:10:00
    发生地区划 371102001 E-REGION-OUTSIDE
visit
    V1,H1,村,2022-05-05,张某,屋顶漏雨,住房
    V1,H1,village,2022-05-05,张某,屋顶漏雨,housing
    层级 邻居 E-CHOICE
service_need
    N1,A,心理疏导,2022-05-06,,某社工站
    N1,A,counselling,2022-05-06,,某社工站
    登记日期 5/6/2022 E-DATE-AMBIGUOUS
relief_payment
    P1,H1,,2022-05-07,因病,5226.00,备用金,370902001
    P1,H1,,2022-05-07,illness,522600,reserve_fund,370902001
    乡镇区划 370902001001 E-REGION
reserve_fund
    L1,370902001,2022-05-07,支出,5226.00,P1
    L1,370902001,2022-05-07,spent,522600,P1
    类型 转账 E-CHOICE
application
    Q1,370902001,H1,A,低保,2022-05-06,2022-05-09,2022-05-11,2022-05-18,街道,同意,2022-06-10
    Q1,370902001,H1,A,subsistence_allowance,2022-05-06,2022-05-09,2022-05-11,2022-05-18,township,approved,2022-06-10
    决定层级 省级 E-CHOICE
utility
    U1,H1,2022-04,电,120.5度,-35.20
    U1,H1,2022-04-01,power,120.5000,-3520
    用量 -3 E-NUMBER-RANGE
price_index
    3709,2022-04,2.1%,3.4,,2022-05-11
    3709,2022-04-01,2.1000,3.4000,,2022-05-11
    居民消费价格同比 103.1 E-NUMBER-RANGE
social_donation
    D1,某慈善会,2022-05-08,资金,727000.00,370902
    D1,某慈善会,2022-05-08,money,72700000,370902
    金额 1.005 E-MONEY-DECIMALS
id_change
    A,B,2022-05-09
    A,B,2022-05-09
    新身份证号 9.90101E+17 E-ID-NUM
answer
    W370902-20220510-000001,属实-需救助,病情属实,5226.00,张某、李某,2022-05-18,2022-05-10
    W370902-20220510-000001,confirmed_needs_relief,病情属实,522600,张某、李某,2022-05-18,2022-05-10
    核查结果 大概属实 E-CHOICE
"""

PEOPLE = {"A": number(1), "B": number(2)}


class Case(NamedTuple):
    extract: str
    cells: list[str]
    kept: list[str]
    heading: str
    wrong: str
    code: str


def _cells(line: str) -> list[str]:
    return [PEOPLE.get(cell, cell) for cell in line.strip().split(",")]


def _cases() -> dict[str, Case]:
    lines = _CASES.strip().splitlines()
    found = {}
    for name, good, kept, bad in zip(lines[::4], lines[1::4], lines[2::4], lines[3::4], strict=True):
        heading, wrong, code = bad.split()
        found[name] = Case(name, _cells(good), _cells(kept), heading, wrong, code)
    return found


CASES: dict[str, Case] = _cases()
