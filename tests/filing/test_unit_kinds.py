"""Kinds of unit by their names."""

import pytest

from jiping.filing.unit_kinds import kind_of_unit, unit_kinds

KINDS = {
    "township": "青禾县云岭镇人民政府 云岭镇 古岳峰镇政府 青禾县桃源瑶族乡人民政府 青禾县云岭镇人民政府（本级） 宝力根苏木",
    "subdistrict": "青禾区城关街道办事处 青禾区城关街道 滨江街道办 中共滨江街道工作委员会",
    "village_committee": "云岭镇红星村村民委员会 云岭镇红星村 红星村委会 红星村股份经济合作社",
    "residents_committee": "滨江街道向阳社区居民委员会 向阳社区",
    "kindergarten": "青禾县第一幼儿园",
    "primary_school": "青禾县城关小学 云岭镇中心小学 青禾县第二完小",
    "secondary_school": "青禾县第一中学 青禾县一中 青禾县实验学校 云岭镇初级中学 青禾县九年一贯制学校",
    "vocational_school": "青禾县职业中专 青禾县职业教育中心 青禾县中等职业学校",
    "special_school": "青禾县特殊教育学校",
    "university": "湘沅大学 湘沅职业技术学院 青禾县广播电视大学",
    "party_school": "中共青禾县委党校",
    "hospital": "青禾县人民医院 青禾县第二医院",
    "traditional_hospital": "青禾县中医医院",
    "township_hospital": "云岭镇卫生院 云岭镇中心卫生院",
    "community_health": "滨江街道社区卫生服务中心",
    "public_health": "青禾县疾病预防控制中心 青禾县妇幼保健院",
    "court": "青禾县人民法院",
    "procuratorate": "青禾县人民检察院",
    "people_congress": "青禾县人大常委会办公室 青禾县人民代表大会常务委员会",
    "cppcc": "政协青禾县委员会办公室 青禾县政协 中国人民政治协商会议青禾县委员会",
    "discipline": "青禾县纪委监委 中共青禾县纪律检查委员会",
    "party_organ": "中共青禾县委组织部 青禾县委办公室 中共青禾县委宣传部 青禾县信访局 青禾县委编办",
    "government_office": "青禾县人民政府办公室 青禾县人民政府 青禾县政府办",
    "bureau": "青禾县财政局 [104001]青禾县水利局 青禾县水利局本级 青禾县水利局机关 湖南省水利厅 青禾县发展和改革委员会 青禾县卫健委 国家税务总局青禾县税务局 青禾县自然资源局",
    "public_security": "青禾县公安局 青禾县公安局交通警察大队 云岭派出所 青禾县看守所",
    "mass_organisation": "青禾县总工会 共青团青禾县委员会 青禾县妇联 青禾县残疾人联合会机关 青禾县科学技术协会 团县委",
    "democratic_party": "青禾县工商业联合会 民盟青禾县委员会",
    "development_zone": "青禾经济开发区管理委员会 青禾高新区管委会",
    "library": "云溪县图书馆 青禾县文化馆 青禾县博物馆",
    "media": "青禾县融媒体中心",
    "welfare": "云岭镇敬老院 青禾县社会福利院 青禾县救助管理站",
    "enforcement": "青禾县农业综合行政执法大队 青禾县劳动监察大队",
    "farm": "青禾县国有林场",
    "company": "青禾县城市建设投资有限公司",
    "institution": "青禾县公路养护中心 青禾县水土保持站 青禾县公共资源交易中心 青禾县房产服务所 青禾县环卫处",
}


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for kind, names in KINDS.items() for name in names.split()]
)
def test_the_kind_that_a_name_tells(name, kind):
    assert kind_of_unit(name) == kind


def test_every_kind_has_an_example():
    assert set(KINDS) == set(unit_kinds())


@pytest.mark.parametrize("name", ["", "河道清淤项目", "张三", "2022年度"])
def test_a_name_that_tells_no_kind(name):
    assert kind_of_unit(name) is None
