import type { SelftestSize } from "../domain/selftest-settings"

/** The self-test model's name in requests and on pages. */
export const SELFTEST_MODEL_NAME = "glimmer-selftest"

/** How the self-test model is served. */
export const SELFTEST_SIZE: SelftestSize = {
  // It was trained on about a thousand tokens; a conversation may be longer.
  contextTokens: 4096,
  // The model is tiny, CUDA and its libraries are not.
  gpuBytes: 4 * 1024 ** 3,
  // Of 16 tokens; with vLLM's own choice the tiny model would make nine million of them.
  kvBlocks: 1024,
}

/** What the self-test asks, and what a whole engine answers. */
export const SELFTEST_QUESTIONS = {
  chat: { question: "Hello", expected: "Hello" },
  tool: {
    question: "What is the weather in Beijing?",
    name: "get_weather",
    argument: "city",
    expected: "Beijing",
    result: '{"temperature": 21}',
    answer: "21",
  },
} as const

/** The tool the self-test offers. */
export const SELFTEST_TOOL = {
  type: "function",
  function: {
    name: "get_weather",
    description: "Get the current weather of a city.",
    parameters: {
      type: "object",
      properties: { city: { type: "string", description: "City name" } },
      required: ["city"],
    },
  },
} as const
