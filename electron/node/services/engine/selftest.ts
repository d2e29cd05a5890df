import { SELFTEST_QUESTIONS, SELFTEST_TOOL } from "#common/data/selftest"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { SelftestRecord } from "#common/domain/setup"
import type { Ports } from "../../ports"
import { parseJson } from "../../parse-json"
import { askEngine, type EngineAddress, type EngineAnswer, NoAnswer } from "./engine-questions"

/** A question to a tiny model: longer means that something is wrong. */
const QUESTION_MS = 5 * 60_000

type AskPorts = Pick<Ports, "http" | "clock">

/**
 * Has a conversation with the self-test model: a greeting, a tool call, and an answer that uses the call's result.
 * Proves driver, kernels, template, parser and port in one go. Errors: `selftest-no-answer`,
 * `selftest-wrong-answer`, `selftest-no-tool-call`, with what came instead as evidence.
 */
export async function runSelftest(
  ports: AskPorts,
  address: EngineAddress,
  readyMs: number,
  signal: AbortSignal,
): Promise<SelftestRecord> {
  const { chat, tool } = SELFTEST_QUESTIONS
  const greeting = await ask(ports, address, { messages: [user(chat.question)] }, signal)
  expectText(greeting, chat.question, chat.expected)
  const question = user(tool.question)
  const calling = await ask(ports, address, { messages: [question], tools: [SELFTEST_TOOL] }, signal)
  const call = expectCall(calling)
  const answer = await ask(
    ports,
    address,
    {
      messages: [
        question,
        {
          role: "assistant",
          content: null,
          tool_calls: [
            { id: call.id, type: "function", function: { name: call.name, arguments: call.argumentsText } },
          ],
        },
        { role: "tool", tool_call_id: call.id, content: tool.result },
      ],
      tools: [SELFTEST_TOOL],
    },
    signal,
  )
  expectText(answer, tool.question, tool.answer)
  return {
    atMs: ports.clock.now(),
    readyMs,
    chatMs: greeting.tookMs,
    toolCallMs: calling.tookMs,
    chat: greeting.text,
    toolCall: `${call.name}(${call.argumentsText})`,
    answer: answer.text,
  }
}

function user(content: string) {
  return { role: "user", content }
}

async function ask(
  ports: AskPorts,
  address: EngineAddress,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<EngineAnswer> {
  try {
    // Temperature 0: a whole engine gives the same answer everywhere.
    return await askEngine(
      ports,
      address,
      { ...body, temperature: 0, max_tokens: 64 },
      { signal, timeoutMs: QUESTION_MS },
    )
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    throw new ProblemError(
      makeProblem("selftest-no-answer", { status: error.status ?? 0 }, error.body.slice(0, 500)),
    )
  }
}

function expectText(answer: EngineAnswer, question: string, expected: string): void {
  if (answer.text.includes(expected)) return
  throw new ProblemError(
    makeProblem("selftest-wrong-answer", { question, expected }, answer.text.slice(0, 300)),
  )
}

function expectCall(answer: EngineAnswer): EngineAnswer["toolCalls"][number] {
  const { tool } = SELFTEST_QUESTIONS
  const call = answer.toolCalls[0]
  const args = call === undefined ? undefined : parseJson(call.argumentsText)
  const value =
    typeof args === "object" && args !== null && tool.argument in args ? Object.entries(args)[0]?.[1] : null
  if (call?.name === tool.name && value === tool.expected) return call
  const got = call === undefined ? answer.text : `${call.name}(${call.argumentsText})`
  throw new ProblemError(makeProblem("selftest-no-tool-call", { expected: tool.name }, got.slice(0, 300)))
}
