/** The self-test model's name in requests and on pages. */
export const SELFTEST_MODEL_NAME = "glimmer-selftest"

/** Context the self-test model is served with, tokens; it was trained on about a thousand. */
export const SELFTEST_CONTEXT = 4096

/** GPU memory the self-test may take, bytes: the model is tiny, CUDA and its libraries are not. */
export const SELFTEST_GPU_BYTES = 4 * 1024 ** 3

/** KV blocks of 16 tokens; with vLLM's own choice the tiny model would make nine million of them. */
export const SELFTEST_KV_BLOCKS = 1024

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
