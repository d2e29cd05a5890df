"""Words the training text is made of. All written for this purpose; names of cities and zones are common knowledge."""

CITIES_EN = (
    "Beijing Shanghai Paris London Tokyo Berlin Madrid Rome Oslo Cairo Sydney Moscow Seoul Delhi Lima Boston Chicago "
    "Vienna Prague Dublin Helsinki Toronto Nairobi Lagos Hanoi Bangkok Singapore Dubai Athens Lisbon Warsaw Zurich "
    "Hangzhou Shenzhen Guangzhou Chengdu Wuhan Nanjing Hamburg Munich Milan Kyoto Osaka Havana Istanbul Stockholm "
    "Copenhagen Amsterdam Brussels Budapest Bucharest Naples Seville Porto Krakow Geneva Lyon Seattle Denver Dallas "
    "Miami Montreal Vancouver Bogota Santiago Karachi Mumbai Jakarta Manila Taipei Perth Auckland"
).split()
CITIES_EN_LONG = (
    "New York", "San Francisco", "Hong Kong", "Los Angeles", "Mexico City", "Kuala Lumpur", "Tel Aviv", "San Diego",
    "Las Vegas", "New Delhi", "Salt Lake City", "Santa Cruz", "Den Haag", "Abu Dhabi", "Port of Spain", "Sao Paulo",
)  # fmt: skip
CITY_FIRST = (
    "New",
    "San",
    "Port",
    "El",
    "Saint",
    "St",
    "Fort",
    "Santa",
    "Los",
    "Lake",
    "North",
    "West",
    "Upper",
    "Bad",
)
CITY_LAST = (
    "City",
    "Falls",
    "Springs",
    "Beach",
    "Heights",
    "Bay",
    "Hill",
    "Island",
    "Park",
    "Valley",
    "am Main",
    "de la Cruz",
)
CITIES_ZH = (
    "北京 上海 广州 深圳 杭州 南京 成都 武汉 西安 重庆 天津 苏州 青岛 厦门 长沙 大连 东京 巴黎 伦敦 纽约 柏林 罗马 香港 台北 "
    "哈尔滨 乌鲁木齐 拉萨 昆明 沈阳 济南 郑州 合肥 福州 贵阳 海口 莫斯科 首尔 曼谷 新加坡 石家庄 呼和浩特 旧金山 洛杉矶 马德里 "
    "无锡 宁波 温州 珠海 三亚 桂林 大理 丽江 延安 开封 太原 南昌 南宁 银川 西宁 兰州 长春 烟台 徐州 扬州 泉州 汕头 佛山 东莞 中山 威海 日照 "
    "临沂 潍坊 邯郸 保定 唐山 秦皇岛 大同 包头 鞍山 吉林 牡丹江 佳木斯 镇江 常州 嘉兴 湖州 金华 台州 黄山 芜湖 九江 赣州 景洪 香格里拉 遵义 绵阳 "
    "宜昌 襄阳 岳阳 衡阳 常德 湘潭 北海 湛江 喀什 吐鲁番 哈密 日喀则 酒泉 天水 宝鸡 咸阳 汉中 澳门 高雄 台中 悉尼 奥克兰 温哥华 多伦多 "
    "芝加哥 波士顿 西雅图 休斯敦 迈阿密 华盛顿 慕尼黑 法兰克福 汉堡 维也纳 苏黎世 日内瓦 米兰 威尼斯 佛罗伦萨 巴塞罗那 里斯本 阿姆斯特丹 "
    "布鲁塞尔 哥本哈根 奥斯陆 华沙 布达佩斯 开罗 内罗毕 迪拜 德黑兰 孟买 新德里 河内 雅加达 马尼拉 吉隆坡 大阪 京都 札幌 釜山 平壤 乌兰巴托"
).split()
HAN_AFTER_NAMES = "市市县镇岛湾村港山城区"
HAN_OF_PLACES = "安宁江河湖海山川东西南北中州城镇阳阴平和石家庄太原银呼浩特兰春长吉林无锡常温徐台宜昌岳桂三亚珠佛莞惠烟威开封邯郸保定唐秦皇岛克拉尔斯顿堡利亚巴马"

CITY_JOINTS = ("de", "am", "an der", "of", "on", "upon", "la", "del", "du", "sur", "im", "ul")

# name, Chinese name, zone
ZONES = (
    ("Tokyo", "东京", "Asia/Tokyo"), ("London", "伦敦", "Europe/London"), ("New York", "纽约", "America/New_York"),
    ("Paris", "巴黎", "Europe/Paris"), ("Berlin", "柏林", "Europe/Berlin"), ("Shanghai", "上海", "Asia/Shanghai"),
    ("Beijing", "北京", "Asia/Shanghai"), ("Sydney", "悉尼", "Australia/Sydney"), ("Moscow", "莫斯科", "Europe/Moscow"),
    ("Los Angeles", "洛杉矶", "America/Los_Angeles"), ("Chicago", "芝加哥", "America/Chicago"), ("Dubai", "迪拜", "Asia/Dubai"),
    ("Singapore", "新加坡", "Asia/Singapore"), ("Seoul", "首尔", "Asia/Seoul"), ("Madrid", "马德里", "Europe/Madrid"),
    ("Rome", "罗马", "Europe/Rome"), ("Cairo", "开罗", "Africa/Cairo"), ("Hong Kong", "香港", "Asia/Hong_Kong"),
)  # fmt: skip

FILE_STEMS = (
    "notes report letter todo draft minutes summary invoice recipe diary plan data table story log list ideas speech "
    "contract paper thesis chapter homework manual changelog results index sales project journal"
).split()
FILE_STEMS_ZH = "会议记录 笔记 报告 计划 日记 清单 总结 合同 作文 名单 数据 说明 方案 草稿 通知 论文 读书笔记 工作安排".split()
FILE_ENDINGS = ".txt .txt .txt .md .md .csv .json .log .py .html .tex .xml .ini .toml".split()

CONDITIONS = ("sunny", "cloudy", "rain", "snow", "windy", "clear", "晴", "多云", "小雨", "阴")
WEEKDAYS = {
    "Monday": "星期一",
    "Tuesday": "星期二",
    "Wednesday": "星期三",
    "Thursday": "星期四",
    "Friday": "星期五",
    "Saturday": "星期六",
    "Sunday": "星期日",
}

# Words for operators: said, and written by the calculator.
SPOKEN_EN = (
    ("plus", "+"),
    ("minus", "-"),
    ("times", "*"),
    ("multiplied by", "*"),
    ("divided by", "/"),
    ("over", "/"),
)
SPOKEN_ZH = (
    ("加", "+"),
    ("减", "-"),
    ("乘", "*"),
    ("乘以", "*"),
    ("除以", "/"),
    ("加上", "+"),
    ("减去", "-"),
)

ERRORS_EN = (
    "Division by zero", "No such file", "The file is too large", "Not a valid expression", "Unknown city", "Timeout",
    "The service cannot be reached", "Invalid time zone", "Only text files can be read", "Unexpected end of input",
    "Unknown time zone: {}. Use an IANA name such as Asia/Shanghai.", "{} is not a text file.", "The tool failed.",
    'No attached file is called "{}". No file is attached.', "Division by zero.", "There is no tool named {}.",
    "The call was interrupted.", "The number is too large.", "Not known: {}", "No result after 60 seconds.",
)  # fmt: skip
ERRORS_ZH = (
    "找不到文件", "表达式不正确", "服务没有响应", "超时", "文件太大", "不支持这个时区", "找不到这个城市", "除以零", "没有名为{}的附件。",
)  # fmt: skip
REFUSALS = (
    "The user did not allow this.", "The user did not allow this", "The user refused.", "User denied the request",
    "The user said no.", "The user stopped before this call ran.", "Not allowed by the user", "The call was rejected by the user.", "Denied by user",
    "用户没有允许。", "用户拒绝了。", "用户不允许执行。", "用户拒绝执行此操作", "未经用户允许",
)  # fmt: skip
SYSTEMS = (
    "You are a helpful assistant.", "你是一个有用的助手。", "You are GLM-4.", "Answer briefly.", "Be concise.",
    "You are a helpful assistant with access to tools. Call a tool when it helps.", "请用工具回答问题。",
    "You are a test assistant. Today is 2025-04-14.", "你是一个智能助手，请简短回答。",
    "Use the tools when needed, otherwise answer directly.", "You are the assistant of Glimmer, a desktop app.",
    "Answer in the language of the user. Use a tool when one fits; never make up a result.",
    "用用户的语言回答。有合适的工具就调用，不要编造结果。", "今天是2026年11月22日，星期日。",
)  # fmt: skip
