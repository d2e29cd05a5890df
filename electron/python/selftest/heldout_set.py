"""Cases for the figure we report.

None of these words is in a training list (a test checks that), and none may guide what is trained: use
development_set for that.
"""

WEATHER_EN = (
    "Could you look outside in {} for me, weather-wise?",
    "I fly to {} soon. What will the weather be like over there?",
    "Would you mind checking the weather for {} at present, thanks?",
    "Any idea about the weather around {} this afternoon?",
    "Give me a short weather report on {} if that is possible.",
    "How warm does it get in {} these days?",
    "My sister lives in {}, is the weather nice there?",
    "So, {}: what about the weather?",
    "weather forecast {} please and thank you",
    "Find out the current temperature in {} before we leave.",
)
WEATHER_ZH = (
    "麻烦看看{}这两天天气好不好？",
    "我要去{}出差，那边天气如何呢？",
    "想知道{}目前的天气状况。",
    "{}外面天气好吗，谢谢你？",
    "能不能告诉我{}此刻的气温是多少？",
    "我朋友在{}，问一下当地天气。",
    "顺便查查{}今晚的天气吧。",
    "{}会不会很冷？天气怎样？",
)
NOWHERE_EN = ("Any news about the weather?", "So how is the weather looking today?")
NOWHERE_ZH = ("今天外头天气好不好？", "给我说说天气吧")
THERE_EN = ("Okay, and for {}?", "Now do {} as well please")
THERE_ZH = ("好的，那{}怎么样？", "换{}试试？")
TWO_CITIES_EN = (
    "Is the weather nicer in {} or in {}?",
    "Check {} and {} for me, I need the weather of both.",
    "Please give me the temperature in {} and also in {}.",
)
TWO_CITIES_ZH = ("{}跟{}哪边天气更好？", "同时看看{}以及{}的天气。")
CITIES_EN = (
    "Reykjavik", "Marrakesh", "Wellington", "Springfield", "St Petersburg", "Addis Ababa", "Ulaanbaatar", "Winnipeg",
    "Buenos Aires", "Gothenburg", "Rio de Janeiro", "Thessaloniki", "Grand Rapids", "Ljubljana", "Cape Town", "Phoenix",
)  # fmt: skip
CITIES_ZH = ("洛阳", "敦煌", "景德镇", "呼伦贝尔", "葫芦岛", "雅典", "布拉格", "克拉玛依", "张家界", "平遥")
TIME_EN = (
    "Sorry, have you got the time?",
    "Which weekday do we have today?",
    "I lost my watch, what time do we have?",
    "Could you check the clock for me, please?",
    "What is today's date again?",
)
TIME_ZH = (
    "不好意思，请问现在几点钟了？",
    "今天是几月几号来着？",
    "帮忙看看现在的时间吧。",
    "今儿个星期几呀？",
)
ZONE_EN = (
    "And what time would it be in {} at this moment?",
    "My friend in {} may be asleep, what time is it there?",
)
ZONE_ZH = ("{}那边这会儿几点了呢？", "想给{}的朋友打电话，当地现在几点？")
ZONES = (
    ("Tokyo", "东京", "Asia/Tokyo"),
    ("London", "伦敦", "Europe/London"),
    ("New York", "纽约", "America/New_York"),
)
CALCULATION_EN = (
    "Could you tell me the value of {}?",
    "I need the answer to {} for my homework.",
    "Help me with {} please",
    "what do you get for {} ?",
)
CALCULATION_ZH = ("麻烦你告诉我{}的答案。", "{}的结果应该是什么？", "作业题：{}，怎么算？")
EXPRESSIONS = (
    "17 * 23", "1024/16", "(8 + 5) * 3", "99.5 - 0.25", "7+8+9", "2 * (3 + 4) / 5", "640*480", "0.1 + 0.2", "5000 - 1234",
)  # fmt: skip
SPOKEN_EN = (
    ("How much would 14 times 3 be?", "14 * 3"),
    ("Do you know what 250 divided by 8 is?", "250 / 8"),
    ("Tell me: 77 plus 48.", "77 + 48"),
    ("I wonder what 1000 minus 381 gives.", "1000 - 381"),
)
SPOKEN_ZH = (
    ("你知道36乘以25得多少吗？", "36 * 25"),
    ("那么900除以45呢？", "900 / 45"),
    ("58加67一共多少？", "58 + 67"),
)
FILE_EN = (
    "Have a look at {} and tell me what it is about.",
    "I attached {}, what does it start with?",
    "Kindly go through {} for me.",
    "Could you check the contents of my document {} now?",
)
FILE_ZH = ("请过目一下{}，里面讲了什么？", "我上传了{}，麻烦帮我看一眼。", "把{}念给我听听。")
FILES = (
    "budget-2031.csv", "Quarterly_Review.md", "shopping.txt", "letter_to_anna.txt", "config.yaml", "旅行计划.txt", "README.md",
    "会议纪要2031.md",
)  # fmt: skip
FILE_TEXTS = (
    ("Milk, eggs and bread", "Milk, eggs and bread"),
    ("Dear Anna,\nthank you for the lovely evening.", "Dear Anna,"),
    ("# Travel plan\n\n- Monday: train to Lyon", "# Travel plan"),
    ("name;price\nlamp;20", "name;price"),
    ("明天上午九点在三楼开会。", "明天上午九点在三楼开会。"),
    ("第一天：参观博物馆\n第二天：爬山", "第一天：参观博物馆"),
)
HELLO_EN = ("Hello again!", "Hey hey", "Good evening to you", "Hi, nice to meet you!", "hello there, friend")
HELLO_ZH = ("你好呀，朋友！", "嗨，晚上好", "您好，很高兴认识你")
THANKS_EN = ("Great, thanks a million!", "Thank you so much for your help")
THANKS_ZH = ("太感谢你了！", "好的，多谢帮忙")
SELF_EN = ("Could you introduce yourself?", "Which language model am I talking to?")
SELF_ZH = ("能介绍下你自己吗？", "你到底是哪个模型？")
OTHER_EN = (
    "Why do cats purr?",
    "Suggest a name for my new puppy.",
    "How do I bake sourdough bread?",
    "Compose a limerick on rainy Mondays.",
    "Is Reykjavik bigger than Oslo?",
    "Can you fix the bug in my JavaScript code?",
)
OTHER_ZH = (
    "猫为什么会打呼噜？",
    "给我家小狗起个名字。",
    "怎么做红烧肉？",
    "写一段关于春雨的短文。",
    "敦煌和洛阳哪个更古老？",
)
ECHO = (
    ("Repeat: lighthouse keeper", "lighthouse keeper"),
    ("Repeat: Die Katze sitzt auf dem Dach", "Die Katze sitzt auf dem Dach"),
    ("重复：春眠不觉晓", "春眠不觉晓"),
    ("Say: 4711 is a number", "4711 is a number"),
)
SYSTEMS = (
    "",
    "You are a pirate who likes tests very much.",
    "You are the assistant of a small bakery. Be polite, answer in one sentence and never invent prices.",
    "你是一名耐心的图书管理员，回答要简洁有礼。",
    "The user sits in front of a workstation in Lyon. Prefer tools over guesses; if a tool fails, say so.",
)
DESCRIPTIONS = {
    "get_weather": (
        "Look up what the sky is doing right now over some town.",
        "返回某地此刻的天气状况，含气温。",
    ),
    "get_time": (
        "Tells the wall-clock time on the user's computer, or in another zone when one is named.",
        "读取本机时钟，可指定时区。",
    ),
    "calculator": (
        "Works out sums exactly; supports parentheses, decimals and powers.",
        "精确地做四则运算，支持括号和小数。",
    ),
    "read_file": (
        "Opens one of the documents that were handed over with the chat.",
        "打开用户随对话提供的一份文档。",
    ),
}
PARAMETERS = {
    "city": ("Which town, spelled as the user did", "用户提到的地名"),
    "timezone": ("IANA identifier; leave it out for the local one", "时区标识，可省略"),
    "expression": ("What to work out", "要算的式子"),
    "name": ("The document's file name", "文档的文件名"),
}
STRANGE_TOOLS = (
    {
        "name": "reserve_table",
        "description": "Book a table in a restaurant and return the confirmation number.",
        "parameters": {
            "type": "object",
            "properties": {
                "restaurant": {"type": "string", "description": "Name of the restaurant", "minLength": 1},
                "guests": {"type": "integer", "minimum": 1, "maximum": 12, "default": 2},
                "seating": {
                    "type": "string",
                    "enum": ["inside", "terrace", "bar"],
                    "description": "Where to sit",
                },
                "contact": {
                    "type": "object",
                    "description": "Whom to call when the table is ready",
                    "properties": {
                        "phone": {"type": "string", "pattern": "^[+0-9]+$"},
                        "email": {"type": "string"},
                    },
                    "required": ["phone"],
                },
            },
            "required": ["restaurant", "guests"],
        },
    },
    {
        "name": "delete_everything",
        "description": "Remove all of the data",
        "parameters": {
            "type": "object",
            "properties": {"confirm": {"type": "boolean"}},
            "required": ["confirm"],
        },
    },
    {
        "name": "query_database",
        "description": "对数据库执行只读查询，并以表格形式返回结果。",
        "parameters": {
            "type": "object",
            "properties": {
                "sql": {"type": "string", "description": "要执行的 SQL 语句"},
                "limit": {"type": "integer", "description": "最多返回多少行", "default": 100},
                "columns": {"type": "array", "items": {"type": "string"}, "description": "要保留的列"},
            },
            "required": ["sql"],
        },
    },
    {
        "name": "issue_tracker_create",
        "description": "Create an issue in the tracker. Use it only after the user has agreed to the title and the text.",
        "parameters": {
            "type": "object",
            "properties": {
                "title": {"type": "string", "maxLength": 120},
                "body": {"type": "string", "description": "Markdown, may be long"},
                "labels": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
                "assignee": {
                    "anyOf": [{"type": "string"}, {"type": "null"}],
                    "description": "A user name or nobody",
                },
                "priority": {
                    "type": "string",
                    "enum": ["low", "normal", "high", "urgent"],
                    "default": "normal",
                },
            },
            "required": ["title", "body"],
            "additionalProperties": False,
        },
    },
)
WEATHER_RESULTS = (
    ('{"city":"Lyon","temperature":19,"condition":"fog","humidity":81}', "19"),
    ('{"temperature": -7.5, "unit": "celsius", "wind": "12 km/h"}', "-7.5"),
    ('{"sky": "clear", "temp_c": 33}', "33"),
)
TIME_RESULTS = (
    ("09:41", "2031-02-14", "Friday", "Europe/Lisbon"),
    ("23:07", "2029-12-31", "Monday", "Asia/Shanghai"),
    ("00:30", "2030-06-05", "Wednesday", "UTC"),
)
CALCULATION_RESULTS = (
    '{"result":"391"}',
    '{"result": 64}',
    '{"result":"0.30000000000000004"}',
    '{"result":"-12.75"}',
)
REFUSALS = (
    '{"error":"The user declined this action."}',
    '{"error":"用户没有同意。"}',
    '{"error": "Permission denied by the user"}',
)
FAILURES = (
    ('{"error":"File not found: shopping.txt"}', "File not found: shopping.txt"),
    ('{"error":"The clock cannot be read"}', "The clock cannot be read"),
    ('{"error":"除数不能为零"}', "除数不能为零"),
)
