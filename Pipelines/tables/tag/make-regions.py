#!/usr/bin/env python3
"""Makes regions.tsv from the history of codes of administrative divisions.

  make-regions.py areacodes.csv > regions.tsv

The input is the CSV of https://github.com/yescallop/areacodes (CC0), which was made from the yearly tables of the
Ministry of Civil Affairs: columns code, first and second level, name, level, status, first year, last year, successors.
A row of the output is one name of one code, with the years in which the yearly tables have it.
"""

import csv
import re
import sys

LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}

# Peoples whose names stand in the names of autonomous divisions, the longer first.
PEOPLES = sorted(
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 "
    "达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 "
    "赫哲 门巴 珞巴 基诺 各".split(),
    key=len,
    reverse=True,
)
PEOPLE = "(?:(?:" + "|".join(p + "族" for p in PEOPLES) + "|维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯|达斡尔|鄂温克)+)"
AUTONOMOUS = re.compile(f"^(.{{1,6}}?){PEOPLE}?自治(区|州|县|旗)$")
MARK = {"州": "州", "县": "县"}


def shorts(name, level):
    """The names that go without the word for the kind of division: 山西, 清徐, 恩施州."""
    found = []
    if name.endswith("特别行政区"):
        found = [name[:-5]]
    elif m := AUTONOMOUS.match(name):
        # 内蒙古 and 鄂温克族 have no name beside that of the people.
        stem = name[:-3] if len(m[1]) == 1 and level == "province" else m[1].removesuffix("族")
        found = [stem] if len(stem) > 1 else []
        if level != "province" and m[2] in MARK:
            found.append(stem + MARK[m[2]])
    else:
        for ending in "行政区", "地区", "林区", "特区", "矿区", "新区", "省", "市", "县", "区", "盟", "旗":
            if ending == "林区" and level == "county" and len(name) < 5:
                continue  # 万柏林区, 西林区: 林 is part of the name
            if name.endswith(ending) and len(name) - len(ending) >= 2:
                found = [name[: -len(ending)]]
                break
    return [s for s in found if s != name]


def main():
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {r["代码"] for r in rows}
    newest = {}
    for r in rows:
        old = newest.get(r["代码"])
        if old is None or int(r["启用时间"]) >= int(old["启用时间"]):
            newest[r["代码"]] = r
    print("#! regions")
    print("# Names and codes of GB/T 2260 since 1981. Made by make-regions.py; do not edit: an override goes into a table of your own.")
    print("# Source: https://github.com/yescallop/areacodes (CC0), from the Ministry of Civil Affairs' yearly tables.")
    print("# `from` is the first year with this name and code, `to` the year in which it went; 1981 is where the record begins.")
    print("\t".join("id code name short level parent from to successors".split()))
    for r in rows:
        code, name, level = r["代码"], r["名称"], LEVELS[r["级别"]]
        parent = ""
        if level != "province":
            prefecture = code[:4] + "00"
            parent = prefecture if level == "county" and prefecture in codes else code[:2] + "0000"
        # A successor with a year took over a part only.
        successors = [s for s in r["新代码"].split(";") if s and "[" not in s]
        key = f"region.{code}" if newest[code] is r else f"region.{code}.{r['启用时间']}"
        print("\t".join([key, code, name, "|".join(shorts(name, level)), level, parent, r["启用时间"],
                         r["变更/弃用时间"], "|".join(successors)]))


main()
