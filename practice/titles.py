"""Titles of a small county's ordinary life, drawn from patterns."""

from collections.abc import Mapping
from datetime import date

from practice.draw import between, pick

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "news": (
        "全县{matter}工作推进会召开",
        "县政府常务会议研究{matter}工作",
        "县领导到{place}调研{matter}",
        "演练县{matter}现场会在{place}举行",
        "我县部署{season}{matter}工作",
        "{place}{village}：{scene}",
        "县人大代表视察{matter}工作",
        "全县{matter}专题调度会召开",
    ),
    "department": (
        "组织开展{matter}专项检查",
        "举办{matter}业务培训班",
        "深入{place}{village}走访慰问",
        "召开{matter}工作例会",
        "推进{matter}落细落实",
        "干部下沉{place}服务群众",
        "{season}{matter}工作有序展开",
    ),
    "township": (
        "{village}：{scene}",
        "召开{matter}院坝会",
        "扎实做好{season}{matter}工作",
        "开展{matter}入户宣传",
        "{village}修通产业路",
        "干部包片推进{matter}",
        "为{village}老人办好实事",
    ),
    "picture": (
        "{village}{scene}",
        "{place}{season}风光",
        "{place}集市人气旺",
        "{village}新渠通水",
        "垚山水库晨景",
        "{place}广场舞队排练忙",
    ),
    "media": (
        "市级媒体报道我县{matter}做法",
        "{place}{scene}登上省级专栏",
        "媒体聚焦演练县{matter}",
        "{village}的致富路",
    ),
    "video": ("{place}：{scene}", "一分钟看懂{matter}", "镜头里的{village}", "{season}时节话{matter}"),
    "notice": (
        "关于{place}部分路段封闭施工的通告",
        "关于开展{season}{matter}工作的通知",
        "{village}安置点配租结果公示",
        "关于{place}计划停水的公告",
        "关于征集{matter}意见的公告",
        "{season}防火禁火的通告",
        "关于调整公交{n}路走向的公告",
    ),
    "policy": (
        "关于印发演练县{matter}实施方案的通知",
        "关于做好{year}年{matter}工作的意见",
        "关于加强{matter}的通知",
        "关于调整{matter}工作领导小组的通知",
        "关于下达{year}年{matter}任务的通知",
    ),
    "regulation": (
        "演练县{matter}管理办法",
        "演练县{matter}暂行规定",
        "关于公布{matter}文件清理结果的决定",
        "演练县{matter}实施细则",
    ),
    "interpretation": (
        "一图读懂《演练县{matter}管理办法》",
        "《演练县{matter}实施方案》解读",
        "{matter}政策问答",
        "部门负责人谈{matter}新规",
    ),
    "personnel": (
        "{year}年第{n}批干部任前公示",
        "关于工作人员职务任免的通知",
        "事业单位拟聘用人员公示（第{n}批）",
        "{place}公益性岗位拟录用名单",
    ),
    "plan": (
        "演练县{matter}专项规划",
        "{year}年{matter}工作要点",
        "{place}国土空间规划（公示稿）",
        "演练县{matter}三年行动计划",
    ),
    "statistics": (
        "{year}年{month}月主要经济指标",
        "{month}月居民消费价格情况",
        "{year}年{matter}统计简报",
        "{season}粮食生产形势简析",
    ),
    "purchase": (
        "{place}{matter}设备采购公告",
        "{village}道路养护采购结果公示",
        "{matter}服务项目竞争性磋商公告",
        "{place}卫生院改造采购更正公告",
    ),
    "penalty": (
        "行政处罚决定公示（{year}年第{n}号）",
        "{place}某企业违规用电处罚信息",
        "安全生产处罚信息公示（第{n}批）",
    ),
    "project": (
        "{place}污水管网项目进展",
        "{village}水库除险加固工程开工",
        "{year}年重点项目建设月报（{month}月）",
        "{place}至{village}公路项目批复",
    ),
    "exam": (
        "{year}年事业单位公开招聘公告（第{n}号）",
        "{place}社区工作者招聘面试公告",
        "教师招聘体检安排",
        "资格复审有关事项的公告",
    ),
    "proposal": ("关于{matter}建议的答复（第{n}号）", "对政协第{n}号提案的答复", "{place}代表建议办理情况"),
    "emergency": (
        "{season}{matter}应急演练",
        "气象灾害风险提示（第{n}期）",
        "{place}排查山洪隐患点",
        "{village}森林防火巡查",
    ),
    "food": (
        "食品安全抽检信息（{year}年第{n}期）",
        "{place}学校食堂检查情况",
        "{season}饮食安全提示",
        "农村集体聚餐登记情况",
    ),
    "environment": (
        "{month}月饮用水水源水质状况",
        "{place}空气质量月报",
        "{village}生活污水治理公示",
        "建设项目环评受理公示（第{n}号）",
    ),
    "welfare": (
        "{place}临时救助对象公示",
        "{month}月高龄津贴发放公示",
        "{village}残疾人服务活动",
        "{season}义诊安排",
    ),
    "decision": ("{matter}重大决策听证公告", "{matter}征求意见情况反馈", "{year}年重大行政决策事项目录"),
    "price": (
        "{place}市场蔬菜零售均价",
        "县城集贸市场肉蛋价格",
        "{place}粮油价格监测",
        "有线电视收费标准公示",
    ),
    "rural": (
        "{village}{scene}",
        "{place}帮扶车间添订单",
        "{season}帮扶项目库公示",
        "{village}衔接资金使用公告",
    ),
    "budget": ("{source}{year}年部门预算公开", "{source}{last}年度决算公开"),
    "annual": ("演练县{last}年政府信息公开工作年度报告",),
    "site_report": ("演练县政府网站工作年度报表（{last}年度）",),
    "letter": (
        "{village}路灯何时修复",
        "咨询{matter}办理流程",
        "{place}公交班次能否增加",
        "反映{village}自来水水压低",
        "{place}早市占道问题",
    ),
    "survey": ("关于{matter}的问卷调查", "《演练县{matter}方案》公开征求意见", "{place}公园命名征集"),
    "safety": (
        "{place}开展{matter}隐患排查",
        "安全生产月走进{village}",
        "{season}安全生产提示",
        "加油站消防演练",
    ),
    "school": (
        "{place}中心小学举办读书节",
        "教师基本功比赛落幕",
        "{season}校园安全周启动",
        "垚山小学合唱团获奖",
        "送教下乡走进{village}",
    ),
    "school_notice": (
        "关于{season}作息时间的通知",
        "教师资格认定公告（第{n}号）",
        "关于开展课后服务检查的通知",
        "学生资助名单公示",
    ),
    "school_exam": (
        "{year}年小学招生片区公告",
        "普通高中录取进程（{month}月）",
        "自学考试报名提示",
        "体育测试时间安排",
    ),
    "post": (
        "{place}{scene}",
        "{matter}，这些事要知道",
        "{season}出行提示",
        "今天的演练县，真美",
        "{village}的清晨",
        "{matter}办事指南来了",
        "周知：{place}临时停电",
        "一起来看{village}",
    ),
}

_SLOTS: Mapping[str, tuple[str, ...]] = {
    "place": ("城关镇", "柳河镇", "石桥镇", "云岭乡", "白沙镇"),
    "village": ("柏树垭村", "双井村", "渡口社区", "茶园沟村", "老街社区", "杨林坪村", "石门湾村", "东山社区"),
    "matter": (
        "防汛抗旱",
        "农村公路养护",
        "城乡供水",
        "秸秆综合利用",
        "基层治理",
        "电商助农",
        "校车安全",
        "医保参保",
        "河湖长制",
        "森林防火",
        "高标准农田建设",
        "人居环境整治",
        "政务服务",
        "社区养老",
        "老旧小区改造",
        "节约用水",
        "茶产业发展",
    ),
    "scene": (
        "香菇出棚忙",
        "油菜花开引客来",
        "晒秋图景美",
        "新茶开采",
        "稻田养鱼增收",
        "柑橘装车外运",
        "夜校开课",
        "水车转起来",
    ),
}

_SEASONS = ("冬季", "春季", "夏季", "秋季")


def title(topic: str, *, serial: int, key: str, on: date, source: str) -> str:
    """Return the title of the *serial*-th item of *key*, always the same one.

    Patterns take turns, so that neighbours differ; raises KeyError for an unknown *topic*.
    """
    patterns = PATTERNS[topic]
    slots: dict[str, object] = {name: pick(words, name, key, serial) for name, words in _SLOTS.items()}
    slots |= {
        "season": _SEASONS[on.month % 12 // 3],
        "year": on.year,
        "last": on.year - 1,
        "month": on.month,
        "n": between(1, 28, "n", key, serial),
        "source": source,
    }
    if topic == "budget":
        return patterns[0 if on.month < 7 else 1].format(**slots)
    return patterns[serial % len(patterns)].format(**slots)
