"""Where a unit lies, by its name: what the name certainly tells, and nothing more."""

import pytest

from jiping.filing.regions import Region, region_by_code, region_of
from jiping.filing.regions.divisions import divisions


@pytest.mark.parametrize(
    ("name", "code", "county"),
    [
        ("株洲市渌口区古岳峰镇人民政府", "430212", "渌口区"),
        ("湖南省株洲市渌口区水利局", "430212", "渌口区"),
        ("渌口区教育局", "430212", "渌口区"),
        ("[205001]渌口区教育局", "430212", "渌口区"),
        ("205001-渌口区教育局本级", "430212", "渌口区"),
        ("中共株洲市渌口区委组织部", "430212", "渌口区"),
        ("国家税务总局株洲市渌口区税务局", "430212", "渌口区"),
        ("湘潭市湘潭县第一中学", "430321", "湘潭县"),
        ("长春市朝阳区教育局", "220104", "朝阳区"),
        ("北京市朝阳区教育局", "110105", "朝阳区"),
        ("天津市河北区文化馆", "120105", "河北区"),
        ("重庆市城口县林业局", "500229", "城口县"),
        ("湖北省恩施州利川市民政局", "422802", "利川市"),
        ("通道侗族自治县财政局", "431230", "通道侗族自治县"),
        ("通道县财政局", "431230", "通道侗族自治县"),
        ("仙桃市水务局", "429004", "仙桃市"),
        ("湖南长沙雨花区砂子塘小学", "430111", "雨花区"),
        ("凤阳县小岗村村民委员会", "341126", "凤阳县"),
        ("江苏省南京市鼓楼区人民法院", "320106", "鼓楼区"),
        ("广西壮族自治区桂林市阳朔县统计局", "450321", "阳朔县"),
        ("政协株洲市渌口区委员会", "430212", "渌口区"),
        ("长沙市望城区第一幼儿园", "430112", "望城区"),
    ],
)
def test_a_county_that_the_name_tells(name, code, county):
    region = region_of(name)
    assert (region.code, region.county) == (code, county)


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("湖南省水利厅", Region("430000", "湖南省")),
        ("湖南大学", Region("430000", "湖南省")),
        ("内蒙古自治区民政厅", Region("150000", "内蒙古自治区")),
        ("长沙市教育局", Region("430100", "湖南省", "长沙市")),
        ("恩施州林业局", Region("422800", "湖北省", "恩施土家族苗族自治州")),
        ("海南州财政局", Region("632500", "青海省", "海南藏族自治州")),
        ("海南省财政厅", Region("460000", "海南省")),
        ("吉林市水务局", Region("220200", "吉林省", "吉林市")),
        ("株洲市高新区管委会", Region("430200", "湖南省", "株洲市")),
    ],
)
def test_what_lies_above_counties(name, region):
    assert region_of(name) == region


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("株洲县财政局", "430212"),  # now 渌口区
        ("望城县教育局", "430112"),  # now 望城区
        ("沙县教育局", "350405"),
        ("襄樊市财政局", "420600"),  # now 襄阳市
        ("襄樊市襄阳区教育局", "420607"),
        ("毕节地区教育局", "520500"),
        ("简阳市教育局", "510185"),  # moved to another prefecture
        ("巢湖市教育局", "340181"),  # a prefecture once, a county's city now
        ("莱芜市莱城区财政局", "370116"),
    ],
)
def test_former_names_lead_to_what_they_became(name, code):
    assert region_of(name).code == code


@pytest.mark.parametrize(
    "name",
    [
        "朝阳区教育局", "鼓楼区人民法院", "城区第一小学", "矿区医院", "东区幼儿园", "青禾县水利局",
        "湘沅市青禾县云岭镇人民政府", "云南路街道办事处", "河南寨镇人民政府", "中山市场监督管理所", "中山小学",
        "县水利局", "第一中学", "", "　",
    ],
)  # fmt: skip
def test_nothing_is_guessed(name):
    assert region_of(name) is None


@pytest.mark.parametrize(
    ("name", "home", "code"),
    [
        ("朝阳区教育局", "220100", "220104"),
        ("朝阳区教育局", "220000", "220104"),
        ("朝阳区教育局", "430000", None),
        ("城区第一小学", "140500", "140502"),
        ("城区第一小学", "140000", None),
        ("县水利局", "430321", "430321"),
        ("区水利局", "430212", "430212"),
        ("市财政局", "430212", "430200"),
        ("市财政局", "430281", "430281"),  # 醴陵市 is the nearest 市
        ("省水利厅", "430212", "430000"),
        ("县水利局", "430212", None),  # home is a 区
        ("云岭镇人民政府", "430212", "430212"),
        ("第一中学", "430212", "430212"),
        ("青禾县水利局", "430212", None),
        ("长沙县水利局", "430212", "430121"),
        ("市场服务中心", "430212", "430212"),
        ("市政府办公室", "430200", "430200"),
    ],
)
def test_home_decides_what_the_name_leaves_open(name, home, code):
    region = region_of(name, home)
    assert (region.code if region else None) == code


def test_home_may_be_given_as_a_region():
    assert region_of("县水利局", region_by_code("430321")) == region_by_code("430321")


def test_a_county_right_under_the_province_and_a_district_of_a_municipality_have_no_prefecture():
    assert region_by_code("429004") == Region("429004", "湖北省", None, "仙桃市")
    assert region_by_code("110105") == Region("110105", "北京市", None, "朝阳区")


def test_an_unknown_code_is_refused():
    with pytest.raises(KeyError):
        region_by_code("999999")


def test_every_present_county_is_found_by_its_full_name():
    missed = []
    for one in divisions():
        if one.until is None:
            region = region_by_code(one.code)
            full = "".join(filter(None, region[1:]))
            if region_of(f"{full}财政局") != region:
                missed.append(full)
    assert not missed


def test_every_former_division_leads_to_a_present_one_or_to_itself():
    present = {one.code for one in divisions() if one.until is None}
    assert all(one.now in present for one in divisions() if one.now)
