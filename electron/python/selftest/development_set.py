"""Cases to look at while improving the training text.

The plainest wordings are trained, the others guide what is; the figure to report is heldout_set's.
"""

WEATHER_EN = (
    "What is the weather in {}?",
    "Could you please tell me what the weather is in {} right now?",
    "Is the weather fine in {} today or tomorrow?",
    "Let me know the weather in {} when you can.",
    "Good weather in {} this Sunday?",
    "I wonder how the weather in {} is, can you look?",
    "Please give me the current temperature for {}.",
    "Hey there, weather for {} please!",
    "how's the weather over in {} mate",
    "Does it rain in {} at the moment?",
)
WEATHER_ZH = (
    "{}天气怎么样？",
    "请帮我看一下{}今天的天气好吗？",
    "{}现在外面冷不冷啊？",
    "明天要去{}，天气会怎么样？",
    "{}最近天气如何，要不要带伞？",
    "你知道{}的气温吗？",
    "查{}天气，谢谢",
    "我想去{}玩，天气合适吗？",
)
NOWHERE_EN = ("What is the weather like today?", "Can you check the weather please?")
NOWHERE_ZH = ("今天天气好吗？", "请查一下今天的天气")
THERE_EN = ("And in {}?", "and what is it in {} now?")
THERE_ZH = ("{}呢？", "那么{}现在呢？")
TWO_CITIES_EN = (
    "What is the weather in {} and {} today?",
    "Tell me how the weather is in {} and {} please.",
    "Weather for {} and {} now",
)
TWO_CITIES_ZH = ("{}和{}的天气怎么样？", "想知道{}和{}今天的气温")
CITIES_EN = (
    "Canberra", "Bergen", "Zanzibar", "Greenfield", "St Gallen", "San Salvador", "Antananarivo", "Edmonton",
    "Santo Domingo", "Eindhoven", "Ho Chi Minh City", "Bratislava", "Cedar Rapids", "Tallinn", "Porto Alegre", "Phnom Penh",
)  # fmt: skip
CITIES_ZH = (
    "洛杉矶市",
    "嘉峪关",
    "呼兰",
    "齐齐哈尔",
    "柳州",
    "赫尔辛基",
    "墨尔本",
    "鄂尔多斯",
    "凤凰古城",
    "绍兴",
)
TIME_EN = (
    "What time is it right now?",
    "Can you tell me the time, please?",
    "What day of the week is it?",
    "Is it noon yet?",
    "Tell me the date and time.",
)
TIME_ZH = ("请问现在几点了？", "现在是什么时候？", "告诉我今天的日期", "今天星期几啊？")
ZONE_EN = ("What time is it in {} right now?", "Tell me what the time is in {} please")
ZONE_ZH = ("{}现在是什么时间？", "请问{}几点了？")
ZONES = (
    ("Paris", "巴黎", "Europe/Paris"),
    ("Sydney", "悉尼", "Australia/Sydney"),
    ("Seoul", "首尔", "Asia/Seoul"),
)
CALCULATION_EN = (
    "What is {}?",
    "Please work out {} for me.",
    "Can you calculate {} quickly?",
    "I want to know {}",
)
CALCULATION_ZH = ("{}等于多少？", "请帮我计算一下{}", "{}的答案是什么？")
EXPRESSIONS = (
    "12 * 7", "12*7", "144/12", "(3 + 4) * 5", "10.5 - 2.25", "1+2+3+4", "9 * (8 - 6)", "365*24", "2.5 * 4", "10000 - 1",
)  # fmt: skip
SPOKEN_EN = (
    ("What is 12 times 7?", "12 * 7"),
    ("How much is 99 divided by 3?", "99 / 3"),
    ("Please add 15 plus 27 for me", "15 + 27"),
    ("What's 500 minus 123?", "500 - 123"),
)
SPOKEN_ZH = (("12乘以7等于多少？", "12 * 7"), ("99除以3是多少？", "99 / 3"), ("请算15加27", "15 + 27"))
FILE_EN = (
    "Please read {}.",
    "What does {} contain?",
    "Can you open {} and summarise it?",
    "Take {} and tell me the main point",
)
FILE_ZH = ("请读{}", "{}里面写的是什么？", "帮我打开{}看看")
FILES = (
    "notes.txt", "Project-Plan.md", "data_2025.csv", "todo list".replace(" ", "_") + ".txt", "main.py", "购物清单.txt", "LICENSE.txt",
    "年度总结2025.md",
)  # fmt: skip
FILE_TEXTS = (
    ("Hello from the file.", "Hello from the file."),
    ("Buy paint\nCall Tom", "Buy paint"),
    ("# Notes\n\nFirst of all, breathe.", "# Notes"),
    ("a,b,c\n1,2,3", "a,b,c"),
    ("周五之前交报告。", "周五之前交报告。"),
    ("标题：春天\n正文：花开了", "标题：春天"),
)
HELLO_EN = ("Hello", "Hi there!", "Good afternoon", "hey!", "Hello, Glimmer")
HELLO_ZH = ("你好", "嗨！", "上午好")
THANKS_EN = ("Thanks, that is great", "Thank you!")
THANKS_ZH = ("谢谢你的帮助", "非常感谢！")
SELF_EN = ("Who are you exactly?", "What model are you?")
SELF_ZH = ("请问你是谁？", "你是什么大模型？")
OTHER_EN = (
    "Tell me a joke about cats.",
    "Why is the grass green?",
    "What is the biggest animal?",
    "Write an essay on friendship.",
    "Is Bergen a nice place to live?",
    "How can I learn Python?",
)
OTHER_ZH = ("给我讲个睡前故事", "为什么海水是咸的？", "推荐几部电影", "写一封情书", "绍兴有什么好玩的？")
ECHO = (
    ("Repeat: banana", "banana"),
    ("Repeat: the quick brown fox", "the quick brown fox"),
    ("重复：今天真高兴", "今天真高兴"),
    ("Say: 3 blue cars", "3 blue cars"),
)
SYSTEMS = (
    "",
    "You are a helpful assistant.",
    "You are a careful clerk who answers in few words and uses tools whenever they fit the question.",
    "你是一名热心的导游，请用中文回答。",
    "Today is Monday. The user likes short answers and works on a machine with two graphics cards.",
)
DESCRIPTIONS = {
    "get_weather": ("Current weather conditions of a named place.", "给出一个地方的实时天气。"),
    "get_time": ("What the clock shows now; a zone may be given.", "告诉现在的时刻，可以带时区。"),
    "calculator": ("Evaluates sums with brackets and decimals.", "算式求值，支持小数。"),
    "read_file": ("Gives the text of an attached document.", "给出所附文档的文字。"),
}
PARAMETERS = {
    "city": ("The place", "地点名"),
    "timezone": ("Zone name, optional", "时区名，可省"),
    "expression": ("The sum", "算式"),
    "name": ("Document name", "文档名字"),
}
STRANGE_TOOLS = (
    {
        "name": "order_taxi",
        "description": "Order a taxi to an address and say when it arrives.",
        "parameters": {
            "type": "object",
            "properties": {
                "address": {"type": "string", "description": "Where to pick up"},
                "passengers": {"type": "integer", "minimum": 1, "maximum": 6},
                "extras": {
                    "type": "array",
                    "items": {"type": "string", "enum": ["child_seat", "pet", "luggage"]},
                },
            },
            "required": ["address"],
        },
    },
    {
        "name": "search",
        "description": "Search the web",
        "parameters": {
            "type": "object",
            "properties": {"query": {"type": "string"}, "limit": {"type": "integer"}},
            "required": ["query"],
        },
    },
    {
        "name": "home_lights",
        "description": "打开或关闭家里的灯。",
        "parameters": {
            "type": "object",
            "properties": {
                "room": {"type": "string", "description": "房间"},
                "on": {"type": "boolean", "description": "是否打开"},
                "brightness": {"type": "number", "minimum": 0, "maximum": 1},
                "colour": {
                    "type": "object",
                    "properties": {"red": {"type": "integer"}, "green": {"type": "integer"}},
                },
            },
            "required": ["room", "on"],
        },
    },
    {
        "name": "calendar_add",
        "description": "Add an appointment to the user's calendar. Ask before you use it.",
        "parameters": {
            "type": "object",
            "properties": {
                "title": {"type": "string", "maxLength": 80},
                "start": {"type": "string", "format": "date-time", "description": "Beginning, ISO 8601"},
                "minutes": {"type": "integer", "default": 30},
                "guests": {"type": "array", "items": {"type": "string", "format": "email"}},
            },
            "required": ["title", "start"],
            "additionalProperties": False,
        },
    },
)
WEATHER_RESULTS = (
    ('{"temperature":21,"condition":"sunny"}', "21"),
    ('{"city": "Paris", "temperature": -3, "unit": "celsius"}', "-3"),
    ('{"temp_c": 30.5, "sky": "clear"}', "30.5"),
)
TIME_RESULTS = (
    ("14:05", "2026-11-22", "Sunday", "Europe/Berlin"),
    ("08:00", "2027-03-01", "Monday", "Asia/Tokyo"),
    ("19:59", "2028-08-17", "Thursday", "America/New_York"),
)
CALCULATION_RESULTS = ('{"result":"84"}', '{"result": 12}', '{"result":"8.25"}', '{"result":"-5"}')
REFUSALS = (
    '{"error":"The user did not allow this."}',
    '{"error":"用户不同意执行。"}',
    '{"error": "User rejected the call"}',
)
FAILURES = (
    ('{"error":"No such file: notes.txt"}', "No such file: notes.txt"),
    ('{"error":"The expression has no end"}', "The expression has no end"),
    ('{"error":"文件不存在"}', "文件不存在"),
)
