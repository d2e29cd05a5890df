import type { Message, MessagePart, Thread, ToolInfo, ToolPart } from "#common/domain/chat"
import { makeProblem } from "#common/domain/problem"
import { T0 } from "./setups"

export const TOOLS: readonly ToolInfo[] = [
  {
    name: "get_time",
    description: "Current date and time, in a time zone when one is given.",
    parameters: { type: "object", properties: { timezone: { type: "string" } } },
    policy: "always",
    touches: "clock",
  },
  {
    name: "calculator",
    description: "Works out an arithmetic expression.",
    parameters: { type: "object", properties: { expression: { type: "string" } }, required: ["expression"] },
    policy: "ask",
    touches: "nothing",
  },
  {
    name: "read_file",
    description: "Reads a text file that the person attached to this conversation.",
    parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
    policy: "ask",
    touches: "files",
  },
]

export function thread(id: string, title: string, minutesAgo: number): Thread {
  const atMs = Date.now() - minutesAgo * 60_000
  return { id, title, titleByHand: false, createdAtMs: atMs, updatedAtMs: atMs }
}

let count = 0

export function message(
  threadId: string,
  role: Message["role"],
  parts: readonly MessagePart[],
  change: Partial<Message> = {},
): Message {
  const id = `m${++count}`
  return {
    id,
    threadId,
    parentId: null,
    siblingIds: [id],
    role,
    parts,
    attachments: [],
    createdAtMs: T0 + count * 1000,
    status: "complete",
    problem: null,
    modelName: role === "assistant" ? "GLM-4-9B-0414" : null,
    figures:
      role === "assistant"
        ? { promptTokens: 412, answerTokens: 286, timeToFirstTokenMs: 118, writingMs: 3420 }
        : null,
    context: role === "assistant" ? { usedTokens: 698, limitTokens: 32_768, estimated: false } : null,
    leftOut: null,
    unsaved: null,
    ...change,
  }
}

export function text(value: string): MessagePart {
  return { type: "text", text: value }
}

export function tool(toolName: string, args: unknown, change: Partial<ToolPart> = {}): ToolPart {
  return {
    type: "tool",
    callId: `call-${++count}`,
    toolName,
    step: 0,
    argumentsText: typeof args === "string" ? args : JSON.stringify(args),
    state: "done",
    result: null,
    problem: null,
    startedAtMs: T0,
    endedAtMs: T0 + 42,
    ...change,
  }
}

export const MARKDOWN_EN = `Compound interest grows because each year's interest earns interest itself.

| Year | Balance | Interest |
| ---: | ------: | -------: |
| 1 | 10,400.00 | 400.00 |
| 2 | 10,816.00 | 416.00 |
| 3 | 11,248.64 | 432.64 |

The formula is $$A = P\\left(1 + \\frac{r}{n}\\right)^{nt}$$ with the principal **P**, the rate **r** and **n** payments a year. In Python:

\`\`\`python
def balance(principal: float, rate: float, years: int) -> float:
    """Balance after whole years, interest paid once a year."""
    return principal * (1 + rate) ** years

print(round(balance(10_000, 0.04, 10), 2))  # 14802.44
\`\`\`

1. Start early: time matters more than the rate.
2. Compare the *effective* rate, not the nominal one.
   - Monthly payment of 4 % is 4.07 % effective.
   - Fees come off it.

> A rule of thumb: money doubles in about 72 / rate years.
`

export const MARKDOWN_ZH = `复利之所以快，是因为**每一期的利息都会继续生息**。以 10,000 元、年利率 4% 为例：

| 年份 | 余额（元） | 利息（元） |
| ---: | ------: | -------: |
| 1 | 10,400.00 | 400.00 |
| 2 | 10,816.00 | 416.00 |
| 3 | 11,248.64 | 432.64 |

公式是 $$A = P\\left(1 + \\frac{r}{n}\\right)^{nt}$$ 其中 **P** 是本金，**r** 是年利率，**n** 是每年计息次数。用 Python 写出来：

\`\`\`python
def balance(principal: float, rate: float, years: int) -> float:
    """每年计息一次，若干年后的余额。"""
    return principal * (1 + rate) ** years

print(round(balance(10_000, 0.04, 10), 2))  # 14802.44
\`\`\`

1. 越早开始越好：时间比利率更重要。
2. 比较*实际利率*，而不是名义利率。
   - 名义 4%、按月计息，实际是 4.07%。
   - 手续费会从中扣除。

> 经验法则：资金翻倍所需年数约为 72 ÷ 利率。
`

/** Everything a long-suffering layout meets sooner or later. */
export const AWKWARD = `${"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3)}

مرحبا بالعالم، هذا نص من اليمين إلى اليسار مع كلمة Glimmer في الوسط.

👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 ﷽ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ${"https://example.invalid/".padEnd(260, "path/")}

<img src="https://example.invalid/track.png"> ![picture](https://example.invalid/picture.png) [a link](https://example.invalid/) <script>alert(1)</script>

\`\`\`
${"x".repeat(400)}
\`\`\`
`

export function interest(threadId: string, zh: boolean): readonly Message[] {
  return [
    message(threadId, "user", [
      text(zh ? "用表格和代码解释一下复利。" : "Explain compound interest with a table and code."),
    ]),
    message(threadId, "assistant", [
      {
        type: "reasoning",
        text: zh
          ? "用户想要表格和代码。先给一个具体例子，再给公式，最后给出可以运行的函数。"
          : "The user wants a table and code. A concrete example first, then the formula, then a function that runs.",
        startedAtMs: T0,
        endedAtMs: T0 + 6300,
      },
      text(zh ? MARKDOWN_ZH : MARKDOWN_EN),
    ]),
  ]
}

export function toolTurn(threadId: string, zh: boolean, state: ToolPart["state"]): readonly Message[] {
  const call = tool(
    "calculator",
    { expression: "18450 * (1 + 0.0375) ^ 12" },
    state === "waiting"
      ? { state, startedAtMs: null, endedAtMs: null }
      : state === "running"
        ? { state, endedAtMs: null, startedAtMs: Date.now() - 4000 }
        : state === "failed"
          ? {
              state,
              problem: makeProblem(
                "tool-failed",
                { tool: "calculator" },
                "SyntaxError: Value expected (char 9)",
              ),
            }
          : state === "refused"
            ? { state, startedAtMs: null, endedAtMs: null }
            : { state, result: "28696.7405" },
  )
  const question = zh
    ? "18450 元按 3.75% 复利存 12 年，一共多少？"
    : "What do 18,450 at 3.75 % become after 12 years?"
  const before = text(zh ? "我来算一下。" : "Let me work that out.")
  const after = text(zh ? "12 年后一共是 **28,696.74 元**。" : "After 12 years it is **28,696.74**.")
  const done = state === "done" || state === "refused" || state === "failed"
  return [
    message(threadId, "user", [text(question)]),
    message(threadId, "assistant", done ? [before, call, after] : [before, call], {
      status: state === "waiting" ? "waiting" : done ? "complete" : "streaming",
      figures: done ? { promptTokens: 611, answerTokens: 64, timeToFirstTokenMs: 96, writingMs: 910 } : null,
    }),
  ]
}

export function failedTurn(threadId: string, zh: boolean): readonly Message[] {
  return [
    message(
      threadId,
      "user",
      [text(zh ? "把这份合同的要点列出来。" : "List the main points of this contract.")],
      {
        attachments: [
          { name: zh ? "租赁合同.txt" : "lease.txt", path: "/home/user/Documents/lease.txt", bytes: 48_200 },
        ],
      },
    ),
    message(
      threadId,
      "assistant",
      [
        text(
          zh
            ? "合同的要点如下：\n\n1. 租期从 2026 年 1 月 1 日"
            : "The main points of the contract:\n\n1. The lease runs from 1 January 2026",
        ),
      ],
      {
        status: "failed",
        problem: makeProblem(
          "engine-lost",
          {},
          "EngineCore encountered an issue. See stack trace (above) for the root cause.",
        ),
      },
    ),
  ]
}
