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
    "无锡 宁波 温州 珠海 三亚 桂林 大理 丽江 延安 开封"
).split()
HAN_OF_PLACES = "安宁江河湖海山川东西南北中州城镇阳阴平和石家庄太原银呼浩特兰春长吉林无锡常温徐台宜昌岳桂三亚珠佛莞惠烟威开封邯郸保定唐秦皇岛克拉尔斯顿堡利亚巴马"

# name, Chinese name, zone
ZONES = (
    ("Tokyo", "东京", "Asia/Tokyo"), ("London", "伦敦", "Europe/London"), ("New York", "纽约", "America/New_York"),
    ("Paris", "巴黎", "Europe/Paris"), ("Berlin", "柏林", "Europe/Berlin"), ("Shanghai", "上海", "Asia/Shanghai"),
    ("Beijing", "北京", "Asia/Shanghai"), ("Sydney", "悉尼", "Australia/Sydney"), ("Moscow", "莫斯科", "Europe/Moscow"),
    ("Los Angeles", "洛杉矶", "America/Los_Angeles"), ("Chicago", "芝加哥", "America/Chicago"), ("Dubai", "迪拜", "Asia/Dubai"),
    ("Singapore", "新加坡", "Asia/Singapore"), ("Seoul", "首尔", "Asia/Seoul"), ("Madrid", "马德里", "Europe/Madrid"),
    ("Rome", "罗马", "Europe/Rome"), ("Cairo", "开罗", "Africa/Cairo"), ("Hong Kong", "香港", "Asia/Hong_Kong"),
)  # fmt: skip

NOISE_EN = (
    "look up what the sky is doing right now over some town please use it to find out about data from this service and "
    "return an answer for the user when asked call only if needed returns json text value of any kind today current place "
    "number read write all new tool function helper given with by on in at tomorrow tonight soon later again maybe just "
    "really very quickly kindly thanks morning evening afternoon week weekend moment there here outside before after "
    "because we you they he she my our your their going trip plan walk bike jacket umbrella friend mother meeting work "
    "school game party dinner train flight early late good bad nice fine long short old big small every each other same "
    "would could should might must can will may need want like love know think guess hope wonder tell show give take "
    "make get put keep let see hear feel try ask start stop open close money paper letter list line page word name table "
    "house street garden river music colour water coffee bread apple dog cat bird car phone screen window door light"
).split()
NOISE_ZH = (
    "谢谢 麻烦 请问 一下 今天 明天 现在 晚上 早上 周末 出门 带伞 外面 我们 他们 朋友 妈妈 老师 公司 学校 会议 旅行 计划 散步 跑步 "
    "吃饭 睡觉 喜欢 知道 觉得 希望 可能 应该 需要 想要 告诉 看看 听说 因为 所以 但是 如果 已经 马上 以后 之前 很好 非常 有点 一些 "
    "工具 函数 用户 返回 数据 服务 结果 名称 内容 说明 参数 调用 必要 时候 使用 提供 信息 当前 支持 查询 指定 默认 可选 文本 数字 "
    "音乐 电影 故事 颜色 苹果 咖啡 面包 小猫 小狗 汽车 手机 窗户 房子 花园 河边 桌子 书本 电脑 程序 问题 答案 方法 历史 科学 数学"
).split()

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
