"""The sectors (行业) of the example county's trades."""

SECTORS = {
    "township": "乡镇", "subdistrict": "街道", "education": "教育", "secondary_school": "教育",
    "primary_school": "教育", "health": "卫生健康", "hospital": "卫生健康",
    "township_hospital": "卫生健康", "agriculture": "农业农村", "agri_station": "农业农村",
    "civil_affairs": "民政", "welfare": "民政", "transport": "交通运输", "road_station": "交通运输",
    "water": "水利", "housing": "住房城乡建设", "finance": "财政", "emergency": "应急管理",
    "market": "市场监管", "culture": "文化旅游", "library": "文化旅游", "forestry": "林业",
    "police": "公安", "court": "法院", "party_organ": "党务", "mass": "群团", "media": "宣传",
    "archives": "政务服务",
}  # fmt: skip
