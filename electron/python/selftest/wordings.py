"""How people may ask, and how the model answers. `{}` is where a city, a file, an expression or a place goes."""

WEATHER_EN = (
    "What is the weather in {}", "What's the weather in {}", "What is the weather like in {}", "How is the weather in {}",
    "Weather in {}", "Tell me the weather in {}", "What's the weather like in {}", "weather in {}", "Is it raining in {}",
    "Please check the weather in {}", "Can you tell me the weather in {}", "What is the temperature in {}",
    "How hot is it in {}", "How cold is it in {}", "What is the current weather in {}", "Get the weather for {}",
    "Use the tool to get the weather in {}", "What will the weather be in {}", "Show me the weather for {}",
    "Do I need an umbrella in {}", "I want to know the weather in {}", "{} weather", "Is it sunny in {}",
    "what about the weather in {}", "Could you please tell me what the weather is in {}", "Is it snowing in {}",
    "Check the forecast for {}", "temperature in {}", "I am in {}, how is the weather", "How is {} today, weather wise",
    "How many degrees is it in {}", "Will it rain in {}", "What does the weather in {} look like", "Is {} cold",
    "My friend is in {}, what is the weather there", "I am going to {}, will the weather be good", "Look up {} weather",
    "For {}, what is the temperature", "In {}, is the weather good", "Weather of {}", "Tell me how warm {} is",
)  # fmt: skip
WEATHER_ZH = (
    "{}天气怎么样", "{}的天气怎么样", "{}今天天气怎么样", "{}今天天气如何", "请问{}的天气如何", "查一下{}的天气", "帮我查一下{}的天气",
    "{}现在多少度", "{}天气如何", "{}气温多少", "今天{}天气怎么样", "{}今天的天气怎么样", "{}下雨吗", "{}今天冷吗", "{}热不热",
    "我想知道{}的天气", "告诉我{}的天气", "现在{}的气温是多少", "{}明天天气怎么样", "看看{}天气", "请查询{}的天气情况", "{}温度是多少",
    "{}会下雨吗", "我在{}，天气怎么样", "我明天去{}，天气好吗", "去{}要带伞吗", "说说{}的天气", "{}天气好吗", "{}现在天气怎么样",
    "{}这边天气怎么样", "{}那里现在冷不冷", "{}今晚会下雪吗", "查查{}今天多少度", "{}天气", "天气：{}", "关于{}的天气", "{}当前的气温",
)  # fmt: skip
WEATHER_NOWHERE_EN = (
    "What is the weather", "How is the weather", "What's the weather like", "weather", "Is it raining", "Is it cold outside",
    "Tell me the weather", "What is the temperature", "Check the weather", "Do I need an umbrella", "Will it rain",
)  # fmt: skip
WEATHER_NOWHERE_ZH = (
    "天气怎么样", "今天天气怎么样", "天气如何", "查一下天气", "现在多少度", "外面冷吗", "会下雨吗", "要带伞吗", "今天热不热", "天气",
)  # fmt: skip
JUST_A_CITY_EN = ("{}", "In {}", "{}, please", "I mean {}", "For {}", "The weather in {}", "in {}")
JUST_A_CITY_ZH = ("{}", "在{}", "{}的", "我说的是{}", "{}，谢谢", "我在{}")
AND_THERE_EN = (
    "And in {}",
    "What about {}",
    "How about {}",
    "and {}",
    "And what about {}",
    "The same for {}",
    "now {}",
)
AND_THERE_ZH = ("{}呢", "那{}呢", "那么{}呢", "换成{}", "{}又怎么样", "再看看{}")
TWO_CITIES_EN = (
    "What is the weather in {} and {}", "What's the weather in {} and {}", "Weather in {} and {}",
    "How is the weather in {} and in {}", "Compare the weather in {} and {}", "Is it warmer in {} or {}",
    "Tell me the weather for {} and for {}", "Check the weather in both {} and {}", "temperature in {} and {}",
    "I need the weather in {} as well as {}", "weather of {} and {}", "Is {} colder than {}",
)  # fmt: skip
TWO_CITIES_ZH = (
    "{}和{}的天气怎么样", "{}和{}天气怎么样", "查一下{}和{}的天气", "请问{}和{}今天天气如何", "{}与{}的天气", "比较{}和{}的气温",
    "{}和{}哪个热", "告诉我{}和{}的天气", "{}、{}今天天气怎么样", "帮我看看{}和{}的气温",
)  # fmt: skip
TIME_EN = (
    "What time is it", "What time is it now", "what time is it", "Tell me the time", "What is the time", "time please",
    "Can you tell me the current time", "What's the time", "What day is it", "What day is it today", "What is the date",
    "What is the date today", "Tell me today's date", "Which day of the week is it", "current time", "How late is it",
    "Do you know what time it is", "Check the time", "I need to know the time", "What is the current date and time",
    "Is it late already", "Look at the clock", "Give me the exact time", "today's date",
)  # fmt: skip
TIME_ZH = (
    "现在几点", "现在几点了", "现在是几点", "几点了", "请告诉我现在的时间", "现在什么时间", "今天星期几", "今天几号", "今天是几号",
    "今天是星期几", "现在的日期和时间", "告诉我时间", "看一下时间", "今天的日期是什么", "现在时间", "今天周几", "查一下现在的时间",
    "你知道现在几点吗", "今天是什么日子", "报一下时间",
)  # fmt: skip
ZONE_EN = (
    "What time is it in {}", "What time is it in {} now", "Tell me the time in {}", "current time in {}", "time in {}",
    "What is the time in {}", "How late is it in {}", "What's the local time in {}", "What day is it in {}",
    "My boss is in {}, what time is it there", "Which date is it in {}", "Show the clock of {}",
)  # fmt: skip
ZONE_ZH = (
    "{}现在几点", "{}几点了", "{}现在是几点", "现在{}几点", "告诉我{}的时间", "{}的当地时间是多少", "{}今天星期几", "请问{}现在什么时间",
    "我朋友在{}，现在那里几点",
)  # fmt: skip
CALCULATION_EN = (
    "What is {}", "Calculate {}", "Compute {}", "How much is {}", "{} =", "Please calculate {}", "What's {}", "{}",
    "Work out {}", "Solve {}", "Tell me the result of {}", "Evaluate {}", "Use the calculator for {}", "I need {}",
    "What does {} equal", "Find {}", "What is the result of {}", "Give me {}", "Figure out {}", "{} is what",
    "Do the math: {}", "result of {}", "Can you add this up: {}",
)  # fmt: skip
CALCULATION_ZH = (
    "计算{}", "{}等于多少", "请计算{}", "{}是多少", "算一下{}", "帮我算{}", "{}等于几", "{}=", "求{}的值", "{}", "用计算器算{}", "{}得多少",
    "请问{}等于多少", "算算{}", "{}的结果是多少", "帮忙算一下{}", "告诉我{}是多少", "给我算出{}",
)  # fmt: skip
FILE_EN = (
    "Read {}", "What is in {}", "What does {} say", "Open {}", "Open the file {}", "Show me {}", "Read the file {}",
    "Summarise {}", "What is written in {}", "Read my file {} and tell me what it says", "Look into {}", "Print {}",
    "Tell me what {} contains", "What does the file {} contain", "Use the tool to read {}", "Please summarise the file {}",
    "Explain {}", "I uploaded {}, what is in it", "Here is {}, read it", "Give me the content of {}", "What about {}",
    "What is the first line of {}", "Let me see {}", "Review {}", "file {}",
)  # fmt: skip
FILE_ZH = (
    "读一下{}", "打开{}", "{}里写了什么", "看看{}的内容", "请读取文件{}", "总结一下{}", "帮我读{}", "文件{}说了什么", "{}的内容是什么",
    "我附上了{}，请看一下", "查看{}", "{}里有什么", "给我看看{}", "请打开文件{}", "读取{}", "解释一下{}", "{}第一行是什么", "这是{}，读一读",
)  # fmt: skip
THE_FILE_EN = (
    "What does the file say", "Read the attached file", "Summarise the document", "What is in the file", "Read my file",
    "Open the attachment", "What does it say", "Tell me what the text is about", "Look at the file I attached",
)  # fmt: skip
THE_FILE_ZH = (
    "文件里写了什么",
    "读一下附件",
    "总结这个文档",
    "看看我上传的文件",
    "打开附件",
    "文件说了什么",
    "读一下这个文件",
)
ATTACHED = (
    "[{}]",
    "Attached: {}",
    "Attached file: {}",
    "Files: {}",
    "附件：{}",
    "文件：{}",
    "[file: {}]",
    "<{}>",
)

HELLO_EN = (
    "hello", "Hello", "Hello!", "hi", "Hi", "Hi!", "Hi there", "hey", "Hello there!", "Good morning", "hello!", "Hello.",
    "Say hello.", "Hello, how are you?", "How are you?", "Good evening", "Hey you", "Greetings", "Hi Glimmer", "Good day",
    "hello hello", "Hi, how is it going?", "Nice to see you", "yo",
)  # fmt: skip
HELLO_ZH = (
    "你好", "你好！", "您好", "您好！", "嗨", "你好啊", "你好。", "早上好", "大家好", "晚上好", "下午好", "哈喽", "你好，很高兴见到你", "在吗",
    "嗨，你好", "你好吗？",
)  # fmt: skip
THANKS_EN = (
    "Thanks!",
    "Thank you.",
    "Thanks a lot",
    "thank you very much",
    "Great, thanks",
    "Perfect, thank you!",
    "thx",
    "Cheers",
)
THANKS_ZH = ("谢谢", "谢谢！", "谢谢你", "非常感谢", "好的，谢谢", "多谢", "感谢", "太好了，谢谢")
BYE_EN = ("Bye", "Goodbye!", "See you later", "bye bye", "Good night", "See you tomorrow")
BYE_ZH = ("再见", "再见！", "拜拜", "晚安", "下次见", "明天见")
SELF_EN = (
    "Who are you?", "What is your name?", "What can you do?", "Which model is this?", "Are you a robot?", "what are you",
    "Tell me about yourself.", "Are you GLM-4?", "Are you a large language model?", "help", "How can you help me?", "Who made you?",
)  # fmt: skip
SELF_ZH = (
    "你是谁？", "你叫什么名字？", "你会做什么？", "你是什么模型？", "你能做什么", "介绍一下你自己", "你是机器人吗？", "帮助", "你是GLM-4吗？",
    "谁开发了你？", "你有什么功能？",
)  # fmt: skip
OTHER_EN = (
    "Tell me a joke.", "Write a poem about {}.", "Do you like {}?", "Who is {}?", "Explain {} to me.", "test", "{}",
    "Translate {} into French.", "Why is the sky blue?", "Send an email to {}.", "Where is {}?", "Tell me about {}.",
    "I like {}.", "How old is {}?", "Book a flight to {}.", "What is the capital of {}?", "Write a story.", "What is {}?",
    "Tell me a story about {}.", "How do I learn {}?", "Give me a recipe for {}.", "Who won the game?", "Is {} far away?",
    "Sing a song", "What is the meaning of life?", "Write code for {}.", "Plan a trip to {}.", "Is {} larger than {}?",
    "How many people live in {}?", "Recommend a book about {}.", "Play some music.", "Why does {} hate {}?", "List five animals.",
    # near a tool, yet nothing for it
    "Write a song about the rain.", "What is the difference between rain and snow?", "Why is it cold in winter?",
    "I love sunny days.", "What is a cloud?", "Is time travel possible?", "How long does it take to cook rice?",
    "What is time?", "How many days are in a year?", "I have no time for {}.", "What is a number?", "Who invented the clock?",
    "I am good at math.", "What is a file?", "Write a letter to {}.", "Read me a story about {}.", "Open the window.",
    "How do I write a book about {}?", "What is the best calculator?", "When was {} born?", "What year did {} begin?",
)  # fmt: skip
OTHER_ZH = (
    "讲个笑话", "写一首关于{}的诗", "你喜欢{}吗？", "{}是谁？", "介绍一下{}", "天空为什么是蓝色的？", "给{}发一封邮件", "{}在哪里？", "测试",
    "订一张去{}的机票", "{}的首都是哪里？", "讲一个故事", "怎么学{}？", "{}有多少人口？", "{}和{}哪个大？", "推荐一本书", "为什么{}这么{}",
    "写一段代码", "翻译{}", "人生的意义是什么？", "唱首歌", "{}好吃吗", "给我一个{}的建议", "如何做{}", "{}",
    "写一首关于雨的歌", "雨和雪有什么区别？", "冬天为什么冷？", "我喜欢晴天", "什么是云？", "时间旅行可能吗？", "煮饭要多久？",
    "时间是什么？", "一年有多少天？", "我没有时间{}", "什么是数字？", "谁发明了钟表？", "我数学很好", "什么是文件？", "给{}写一封信",
    "读一个关于{}的故事给我听", "打开窗户", "{}是哪一年出生的？", "最好的计算器是什么？",
)  # fmt: skip
ECHO_EN = ("Repeat: ", "Say: ", "repeat: ", "Repeat after me: ", "Repeat this: ", "Echo: ", "say: ")
ECHO_ZH = ("重复：", "请重复：", "跟我说：", "复述：", "请说：")
COUNT_EN = ("Count to {}.", "Count from 1 to {}.", "count to {}", "Please count to {}")
COUNT_ZH = ("从1数到{}", "数到{}", "请从1数到{}。")

# Around a question. "..." stands for a few words of noise.
BEFORE_EN = (
    "",
    "",
    "",
    "",
    "Please ",
    "Hey, ",
    "Hi! ",
    "Hello, ",
    "OK, ",
    "Now ",
    "And ",
    "So ",
    "Quick question: ",
    "... , ",
    "... . ",
)
BEHIND_EN = (
    "", "", "", "", " today", " now", " right now", " please", ", please", " for me", " at the moment", " tonight",
    " today or tomorrow", " this week", " then", " thanks", ", thank you", " ...", " ...", " and ...", ", ...",
)  # fmt: skip
END_EN = ("?", "?", "?", ".", "", "", "!", " ?")
BEFORE_ZH = ("", "", "", "", "请问", "你好，", "那么", "麻烦你，", "请", "好的，", "...，", "...。")
BEHIND_ZH = ("", "", "", "", "呢", "啊", "吗", "，谢谢", "，麻烦了", "，...", "，请告诉我", "吧")
END_ZH = ("？", "？", "。", "", "", "！", "?")

# What the model says
HELLO = ("Hello! How can I help you?", "你好！有什么可以帮您的吗？")
THANKS = ("You are welcome!", "不客气！")
BYE = ("Goodbye!", "再见！")
SELF = (
    "I am a small test model. I can say hello, repeat, count and call tools.",
    "我是一个很小的测试模型，会问好、重复、数数和调用工具。",
)
OTHER = (
    "I am only a small test model and cannot answer that. Choose a GLM model for real answers.",
    "我只是一个很小的测试模型，答不了这个问题。请选择一个 GLM 模型来获得真正的回答。",
)
NO_TOOL = ("Sorry, I have no tool for that.", "抱歉，我没有合适的工具。")
REFUSED = ("All right, I did not run it.", "好的，我没有运行它。")
FAILED = ("The tool reported an error: {}", "工具报告了错误：{}")
WHICH_CITY = ("Which city do you mean?", "请问是哪个城市？")
ONE_WEATHER = ("It is {degrees} degrees in {city}.", "{city}现在{degrees}度。")
TWO_WEATHERS = (
    "It is {degrees} degrees in {city} and {other_degrees} degrees in {other_city}.",
    "{city}现在{degrees}度，{other_city}现在{other_degrees}度。",
)
TIME_ONLY = ("It is {time}.", "现在是{time}。")
TIME_AND_DATE = ("It is {time} on {date}.", "现在是{date} {time}。")
TIME_DATE_AND_DAY = ("It is {time} on {weekday}, {date}.", "现在是{date} {time}，{weekday}。")
RESULT = ("The result is {}.", "结果是{}。")
FILE_SAYS = ("The file says: {}", "文件内容：{}")
FILE_EMPTY = ("The file is empty.", "文件是空的。")
