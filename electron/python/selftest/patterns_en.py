"""Ways to ask in English. "[a|b|]" stands for one of its parts; `{}` is where a city, a file, a sum or a place goes."""

from __future__ import annotations

_ASK = (
    "[[Could|Can|Would|Will] you [please |kindly |quickly |][tell me|show me|give me|check|look up|find|get me|see|report]"
    "|[I need|I want|I would like|I'd like|We need|I am looking for|I have to know|I must have]"
    "|[Please |Now |Just |][give me|show me|tell me|get me|send me|look up|check|find|report|fetch|see]]"
)
_SKY = (
    "[the |the |][current |local |latest |actual |expected |][weather|weather|weather|temperature|temperature|forecast"
    "|weather forecast|weather conditions|weather situation|rain forecast|outside temperature|weather data]"
)
_IN = "[in|in|in|in|in|for|for|of|at|near|over in|from|here in|down in|up in|out in|all over]"
_WHEN = (
    "[||||| now| today| tonight| tomorrow| this morning| this evening| on Monday| at noon| later| this week| right now"
    "| currently| at this hour| next weekend| on Friday night| in an hour| this month| just now]"
)
_STATE = "[cold|warm|hot|rainy|sunny|windy|cloudy|snowy|foggy|wet|dry|humid|freezing|mild|stormy|icy|cool|chilly|pleasant]"
_BECOME = (
    "[rain|snow|hail|storm|freeze|clear up|get warmer|get cold|get hot|stay dry|be windy|cool down|be sunny]"
)
_WHO = "[I|We|My [brother|mother|father|friend|boss|aunt|uncle|colleague|teacher|wife|husband|family|daughter|son|team]]"
_THERE = (
    "[[am|is|are|'m][| now| still] [in|near|at|back in|stuck in|based in|off to|going to|moving to|driving to|on the way to]"
    "|[will|want to|have to|plan to|may|must|would love to] [go to|visit|see|drive to|travel to|move to|stay in|spend a day in]"
    "|[arrived in|landed in|left for|went to|works in|lived in|work in|study in|stays in|wakes up in|arrive in]]"
)
_SOON = "[||| next week| tomorrow| today| in May| this summer| for a week| for work| with friends| by train]"
_OPEN_SKY = (
    "[[what|how] [is|will|'s] [the weather|the temperature|it like outside|the weather like|the forecast][ there|]"
    f"|[is|will] it [be |]{_STATE}[ there|]|will it {_BECOME}[ there|]|how {_STATE} is it[ there|]|any rain|is the weather good"
    "|[do|should] I [need|take|pack|bring|wear] [an umbrella|a coat|sunscreen|boots|a hat|gloves|warm clothes]"
    "|[please |]check the [weather|forecast|temperature][ there|]|what should I wear|what weather can I expect]"
)
WEATHER = (
    f"{_ASK} {_SKY} {_IN} {{}}{_WHEN}",
    f"{_ASK} {_SKY} {_IN} {{}}{_WHEN}",
    f"{_ASK} [how|what] {_SKY} [is|looks|looks like|will be] {_IN} {{}}{_WHEN}",
    f"{_ASK} [if|whether] it [is|will be] {_STATE} {_IN} {{}}{_WHEN}",
    f"{_ASK} [if|whether] it will {_BECOME} {_IN} {{}}{_WHEN}",
    f"[What is|What's|How is|How's|Where do I see|What about|How about] {_SKY} {_IN} {{}}{_WHEN}",
    f"[What|How] [will|would|might|was|did] {_SKY} [be|look|be like|look like] {_IN} {{}}{_WHEN}",
    f"[Is it|Will it be|Is it going to be|Does it feel|Was it|Has it been] [very |too |really |a bit |]{_STATE} {_IN} {{}}{_WHEN}",
    f"[Does it|Will it|Is it going to|Might it|Did it] {_BECOME} {_IN} {{}}{_WHEN}",
    f"[How|Just how|So how] {_STATE} [is it|is it going to be|will it be|can it be|was it] {_IN} {{}}{_WHEN}",
    f"[How many degrees|How much rain|How much snow|How much wind|What sort of weather] [is there|do they have|will there be] {_IN} {{}}{_WHEN}",
    f"{_WHO} {_THERE} {{}}{_SOON}[. |, |, so |, and |: |; | - |? ]{_OPEN_SKY}{_WHEN}",
    f"{_WHO} {_THERE} {{}}{_SOON}[. |, |, so |, and |: |; | - |? ]{_OPEN_SKY}{_WHEN}",
    f"[|For |As for |About |In |Regarding |Now |And |If I go to |Over in |Once in ]{{}}[: |, | - |; |, |... ]{_OPEN_SKY}{_WHEN}",
    f"{_OPEN_SKY}[, I mean in| in| over in|? I am in|, I am in|? We go to|, we are in|: |? ] {{}}",
    f"{{}} {_SKY}{_WHEN}",
    f"{_SKY} {{}}{_WHEN}",
    f"{_SKY}[, |: | - |? ]{{}}",
    f"[I wonder|I am curious|I ask myself|Do you know|My boss asks|Let me know|Not sure|I forgot] [what|how] {_SKY} is {_IN} {{}}{_WHEN}[, can you check|, please look|]",
    f"[Use|Call|Run|Try] [get_weather|the weather tool|your tool|the tool|the weather function] [for|with|on] {{}}{_WHEN}",
    "get_weather[: | |(]{}",
    f"[Should|Do|Must] I [take|bring|need|wear|pack] [an umbrella|a coat|sunscreen|boots|a hat|warm clothes|gloves] [in|for|when I am in|to] {{}}{_WHEN}",
    f"Is {{}} [very |too |really |]{_STATE}{_WHEN}",
    f"Is the weather [good|bad|fine|nice|okay|better|terrible|lovely|awful] {_IN} {{}}{_WHEN}",
    f"[Good|Bad|Nice|Fine|Wet|Dry|Terrible] weather {_IN} {{}}{_WHEN}",
    f"[Describe|Summarise|Explain|Check|Report] {_SKY} {_IN} {{}}{_WHEN}",
    f"[People say|I heard|I read|They say] {{}} is {_STATE}{_WHEN}, [is it|is that true|can you check the weather]",
    "What [should|can|do] I [wear|expect|pack] in {}[ given the weather|, weather permitting|, considering the weather]",
)
WEATHER_NOWHERE = (
    f"{_ASK} {_SKY}{_WHEN}",
    f"[What is|What's|How is|How's] {_SKY}[ like| outside|]{_WHEN}",
    f"[Is it|Will it be|Is it going to be] [very |too |really |]{_STATE}[ outside| out there|]{_WHEN}",
    f"[Does it|Will it|Is it going to] {_BECOME}{_WHEN}",
    f"How {_STATE} [is it|will it be]{_WHEN}",
    f"[Good|Bad|Nice|Fine] weather{_WHEN}, [isn't it|or not|is it]",
    f"Is the weather [good|bad|fine|nice]{_WHEN}",
    "[Do|Should] I [need|take|wear] [an umbrella|a coat|boots|a hat|gloves]",
    f"[Do you know|I wonder|Let me know] how the weather is{_WHEN}",
    f"[Tell me|Say] something about the weather{_WHEN}",
    f"{_SKY}{_WHEN}",
)
AND_THERE = (
    "[And|And what about|What about|How about|Also|Then|The same for|Same for|Now|Again for|Next|And also|Please also] {}",
    "[And|And what about|What about|How about|How is it|And how is it|What is it like|And what is it] [in|over in|for|at] {}",
    "[I meant|No, I mean|Actually|Rather|Instead|Sorry, I meant] [in |for |]{}",
    "[Check|Try|Do|Take|Show|Repeat it for|Do the same for|Look at|Give me] {}[ too| instead| next| then| also|]",
    "{}[ too| instead| next| as a third one|]",
)
TWO_CITIES = (
    f"{_ASK} {_SKY} {_IN} {{}} [and|and in|and for|plus|as well as|and also] {{}}{_WHEN}",
    f"[What is|What's|How is|How's] {_SKY} {_IN} {{}} [and|and in|as well as|and over in] {{}}{_WHEN}",
    f"[Is it|Will it be] [warmer|colder|hotter|wetter|drier|sunnier|windier] in {{}} [or|or in|than in] {{}}{_WHEN}",
    f"[Compare|Look up|Check|Report|I need] {_SKY} [of|in|for|in both] {{}} [and|and in|with|against|to] {{}}",
    f"[Does it|Will it] {_BECOME} in {{}} [and|or|and in|or in] {{}}{_WHEN}",
    f"{_WHO} {_THERE} {{}} [and|and then|and later] {{}}{_SOON}[. |, |: | - ]{_OPEN_SKY}",
    f"{{}} [and|or|versus|vs|&] {{}}[: |, | - | ]{_SKY}",
    f"{_SKY} {{}} [and|&|vs|plus|,] {{}}{_WHEN}",
    "[Where is it|Which is|Who has it] [warmer|colder|hotter|rainier|sunnier], [in |]{} or [in |]{}",
    f"[I need|I want|We need] two forecasts[: |, | - ]{{}} and {{}}{_WHEN}",
)
TIME = (
    f"{_ASK} [the |the current |the exact |the local |today's |][time|time|date|time and date|date and time|weekday|hour]{_WHEN}",
    f"{_ASK} [what time|what day|which day|what date|how late|which weekday] it is{_WHEN}",
    "[What|Which] [time|day|date|weekday|hour|month|year] [is it|is it now|is this|is today|do we have now|are we in|is it today]",
    "[What is|What's] [the |today's |the current |][time|date|day|weekday|hour|day of the week][ today| now| here|]",
    "[Is it|Is it already|Is it not yet] [late|noon|midnight|Monday|Friday|the weekend|evening|five|lunch time|bed time]",
    "[My clock stopped|My phone is dead|I have no clock|I am late|I overslept|I have a meeting][. |, |: ][what time is it|how late is it|tell me the time]",
    "[Use|Call|Run|Try] [get_time|the time tool|the clock|your clock|the tool for the time]",
    "[Do you know|Can you see|I forgot|Remind me] [what time it is|what day it is|the date|how late it is]",
    "[time|date|clock|weekday|current date|today|get_time][ please| now|]",
    "How [late|early] is it",
)
ZONE = (
    f"{_ASK} [the |the current |the local |the exact |][time|time|date|hour] [in|in|for|over in] {{}}{_WHEN}",
    f"{_ASK} [what time|how late|what day|which weekday] it is [in|over in|now in] {{}}{_WHEN}",
    "[What time|What day|What hour|Which day|What date|How late] is it [in|now in|over in|right now in|currently in] {}",
    "[What is|What's] the [time|local time|current time|date|hour] [in|of|over in|now in] {}[ now|]",
    f"{_WHO} [am|is|are] [in|calling|now in|based in|back in] {{}}[. |, |: | - ][what time is it|how late is it|what is the time|what day is it][ there|]",
    "[Is it|Is it already] [late|noon|midnight|morning|Monday|evening|the weekend] in {}",
    "[In|For|Over in] {}[, |: ][what time is it|how late is it|what is the time|which day is it]",
    "{}[: | - |, | ][time|local time|what time is it|current time|time please]",
    "[time|date|clock|local time|current time|get_time|weekday] [in|for|at] {}[ please| now|]",
    f"{_WHO} [want to|have to|must|will] [call|phone|ring|reach] [someone|a friend|a customer|the office] in {{}}[. |, |: ][what time is it|how late is it|what is the time][ there|]",
    "[When it is noon here, what|Sorry, what|So what] time is it in {}",
)
CALCULATION = (
    f"{_ASK} [the |][result|sum|answer|product|solution] of {{}}",
    f"{_ASK} what {{}} [is|makes|gives|equals|comes to|amounts to]",
    "[What is|What's|How much is|How many is|What would be|What does one get for|What comes out of] {}[ exactly| in total| please|]",
    "[What does|How much does] {} [make|equal|give|come to|amount to|yield|add up to]",
    "[Calculate|Compute|Evaluate|Solve|Work out|Figure out|Determine|Find|Do|Check|Add up|Reckon][:| this:| for me|] {}",
    "[Could|Can|Would] you [please |][calculate|compute|evaluate|solve|work out|do|check|figure out] {}[ for me| quickly| exactly|]",
    "[Use|Call|Run] [calculator|the calculator|your calculator|the tool] [for|on|with|and tell me] {}",
    "[My homework|The exercise|My teacher|The bill|My task] [is|says|asks for|asks][:|] {}",
    "[calculator|math|sum|result|solve|equals|compute][:|] {}",
    "{}[ =| = ?| equals| makes| gives what|, how much is that|, what is that|, please|]",
    "[I get confused by|I cannot do|I am stuck at|I am not sure about|Is it hard to do] {}[, can you calculate it|, what is it|]",
    "[I wonder|Let me know|I forgot] [how much|what] {} is",
)
FILE = (
    f"{_ASK} [the |][content|text|words|first line|beginning|main point] of [the file |the document |my file |]{{}}",
    f"{_ASK} what [is in|is written in|stands in|is inside] [the file |the document |my file |]{{}}",
    f"{_ASK} what [the file |the document |my file |]{{}} [says|contains|is about|holds]",
    "[Read|Open|Show|Print|Display|Summarise|Explain|Review|Scan|Study|Check|Quote|Translate|Go over] [the file |the document |my file |the text in |the attachment |]{}[ for me| aloud| and summarise it| and tell me what it says| now|]",
    "[Could|Can|Would|Will] you [please |][read|open|show|print|summarise|explain|review|scan|check|go over] [the file |the document |my |]{}[ for me| and say what it says| and summarise it|]",
    "[What is in|What's in|What is inside|What do you see in|What stands in|What do I find in|What is written in] [the file |the document |my |]{}",
    "[What does|What did] [the file |the document |my file |]{} [say|contain|hold|tell us|start with|begin with|mean|talk about]",
    "[I uploaded|I added|I sent you|I gave you|I dropped|There is|Here is|I have|Take|You have] [the file |my file |]{}[. |, |: | - |, so |; ][what does it say|read it|what is in it|summarise it|please open it|what is it about|tell me what it says|explain it]",
    "[Use|Call|Run] [read_file|the file tool|the tool|your file reader] [for|on|with|to open|to read] {}",
    "[Is there anything|Is there something|What is interesting] in {}",
    "[the content of|the text of|file|read_file|read|open|about] {}[ please|]",
    "{}[: |, | - ][what is in it|read it|what does it say|summary please|please read|open it]",
    "How does {} [begin|start|go]",
)
THE_FILE = (
    "[Read|Open|Show|Print|Summarise|Explain|Review|Scan|Check|Quote] [the|my|this|that] [file|document|attachment|text|attached file|upload|text file][ for me| please| and summarise it|]",
    "[Could|Can|Would] you [please |][read|open|summarise|explain|review|check] [the|my|this] [file|document|attachment|text|attached file][ for me|]",
    "[What is in|What's in|What is inside|What stands in|What is written in] [the|my|this] [file|document|attachment|text|upload]",
    "What does [the|my|this] [file|document|attachment|text|attached text|upload] [say|contain|tell us|start with|mean]",
    "[I uploaded|I attached|I sent you|I gave you|Here is] [a|my|the] [file|document|text][. |, |: ][what does it say|read it|summarise it|what is in it]",
    "[Read it|Read this|What is this about|Summary please|Open it|Explain this|What does this say]",
)
HELLO = (
    "[Hello|Hi|Hey|Good morning|Good evening|Good afternoon|Good day|Greetings|Howdy|Hiya|Welcome]"
    "[| there| you| friend| everybody| my friend| dear assistant| assistant| computer| robot| Glimmer| all| old friend]"
    "[|!|.|, how are you?|, how are you doing today?|, what's up?|, how is it going?| :)|, nice to see you!|, it is me|, are you there?]",
    "[Hello|Hi|Hey|hello|hi|hey][|,] [hello|hi|good morning|good evening|good to see you|I am back|it is me again|anybody there]",
    "[How are you|How do you do|How is it going|How are things|Are you well|Are you there|Are you awake|What's up][| today| now]?",
    "[Nice|Good|Great|Happy|Pleased] to [see|know|have] you[|!|.| today!| again.]",
    "[Just say|Say|Please say] [hello|hi][| to me| to us]",
)
THANKS = (
    "[Thanks|Thank you|Many thanks|Thanks a lot|Thanks so much|Thank you very much|Thank you kindly|Big thanks]"
    "[|!|.|, that helps|, that was useful|, well done| for that| for the answer| for your work| for the quick reply|, assistant|, you are the best]",
    "[Great|Good|Perfect|Wonderful|Nice|OK|Okay|Cool|Super|Excellent|Well done][,|!] [thanks|thank you|many thanks|thanks again|thx][|!|.]",
    "[That was helpful|That helps|This is great|I appreciate it|Very kind of you|You helped me], [thanks|thank you|many thanks][|!|.]",
)
SELF = (
    "[Who|What] [are you|are you really|are you in fact|might you be|am I speaking with|is this][|, please]?",
    "[What|Which] [model|AI|assistant|program|system|version|kind of model|AI model] [are you|is this|is running here|answers me|do I use here]?",
    "[What|Which things|What else] [can|could|do] you [do|do for me|help with|know|offer]?",
    "[Tell me|Say|Explain|Describe|Let me hear] [who you are|what you are|what you can do|something about yourself|your name|which model you are].",
    "[Are you] [a human|a robot|an AI|a language model|a person|real|alive|a chatbot|GLM|ChatGPT|a machine|a test model]?",
    "[What is|What's|Tell me|May I know] your [name|purpose|job|version|model name][?|.|]",
    "[Who|Which company] [made|built|trained|created|wrote|developed] you?",
    "[Please |][introduce|describe|present] yourself[|.| please| in one sentence| briefly]",
    "[help|help me|how does this work|how do I use you|what is your job|can you help me][|?]",
)
OTHER = (
    "[Write|Compose|Draft|Make up|Invent|Create] [a|a short|a long|a nice|one] [poem|story|song|letter|essay|speech|joke|rhyme|novel|email|article|riddle|tale][| about {}| on {}| for {}| for my {}]",
    "[Why|How] [do|does|did|can|would|will|should] {} [sleep|work|grow|move|sing|fly|eat|live|swim|cry|laugh|fall|run|win|burn|change]",
    "[Why|How come] [is|are|was] {} [blue|big|so loud|expensive|popular|old|important|round|green|difficult|late|famous|good]",
    "[How|Where] [do|can|should|could] [I|we|one|you] [cook|build|learn|repair|clean|draw|buy|sell|bake|plant|train|find|write|fix|grow|paint] [a |the |my |some |]{}",
    "[Who|What] [was|is|were] [the |the first |the best |the biggest |the oldest |the famous ]{}[| of {}| in {}]",
    "[Is|Are|Was] {} [taller|older|better|faster|richer|cheaper|nicer|larger] than {}",
    "[What is|What was|Explain|Define|Describe] [the |][history|meaning|capital|colour|origin|purpose|sense|size|price|population] of {}",
    "[Recommend|Suggest|Give me|Name|List|Find|Show me] [a|some|three|five|a good|the best] [book|film|name|present|recipe|restaurant|hotel|game|idea|movie|names|ideas|song][| for {}| about {}| in {}| for my {}]",
    "[Translate|Explain|Correct|Improve|Rewrite|Spell|Pronounce] [the word |the sentence |]{}[| into German| into Chinese| for me]",
    "[Should|Can|May|Could] I [eat|drink|buy|sell|visit|keep|marry|trust|paint|plant|wash] [a |the |my |]{}[| every day| at home| alone]",
    "[Can|Could|Will] you [fix|debug|write|test|review|improve|paint|draw|sing|dance|cook|play|buy|order|call] [my |the |some |a ][code|program|script|song|picture|house|cake|pizza|game|{}]",
    "[I|We|They|My friends] [like|love|hate|miss|bought|lost|want|prefer|forgot] [a |the |my |]{}[| and {}| very much| a lot]",
    "[Tell me|Teach me|I want to hear] [a joke|a story|a secret|a fairy tale|something funny|something new|something][| about {}]",
    "[Do|Did] you [like|know|remember|see|eat|love|read|hear about] {}[| and {}]",
    "[Which|What] [animal|colour|country|language|planet|food|sport|car|film|number|king|river] is [the biggest|the best|your favourite|the fastest|the oldest|{}]",
    "[Is|Was] {} [a nice|a good|an old|a big|a beautiful|a safe|a cheap] [city|town|place|country|name|idea|choice][| to live| to visit| for children]",
    "[When|In which year] [was|did|will] {} [born|built|end|begin|die|founded|invented|happen]",
    "[What can one|What should I|What do people] [see|eat|do|buy|visit|drink] in {}",
)
