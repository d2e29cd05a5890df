import type { CauseRule } from "../../domain/diagnosis/rule"

/** Parsers of tool calls and of reasoning, and chat templates. */
export const TOOL_CALL_RULES: readonly CauseRule[] = [
  {
    class: "tool-parser-name-unknown",
    means: "The tool parser asked for does not exist in this version.",
    signs: [
      {
        says: [
          "invalid tool call parser: «name:word» (chose from {«names»})",
          "invalid tool ‹call |›parser: «name:word»",
          "argument --tool-call-parser: invalid choice: '«name»' (choose from «names»)",
          "argument --tool-call-parser: invalid choice: '«name»'",
          "'«name»' not found in tool_parsers",
          "Tool parser '«name»' not found. Available parsers: «names»",
          "‹Tool|tool call|tool› parser '«name»' ‹not found|is not registered|does not exist›",
          "tool_parser:'«name»' which has not been registered",
        ],
        confidence: "high",
      },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "other-tool-parser", parser: { amount: "similar-name" } },
      { kind: "upgrade-engine", minimum: null },
    ],
  },
  {
    class: "reasoning-parser-name-unknown",
    means: "The reasoning parser asked for does not exist in this version.",
    signs: [
      {
        says: [
          "invalid reasoning parser: «name:word» (chose from {«names»})",
          "invalid reasoning parser: «name:word»",
          "argument --reasoning-parser: invalid choice: '«name»' (choose from «names»)",
          "argument --reasoning-parser: invalid choice: '«name»'",
          "'«name»' not found in reasoning_parsers",
          "Reasoning parser '«name»' not found. Available parsers: «names»",
          "Reasoning parser '«name»' ‹not found|is not registered|does not exist›",
          "reasoning_parser_name='«name»' has not been registered",
          "reasoning_parser‹:|=›'«name»' ‹which |›has not been registered",
        ],
        confidence: "high",
      },
      {
        // It exists, for another kind of model.
        says: [
          "reasoning ‹parser|extractor› could not locate …tokens in the tokenizer",
          "…ReasoningParser could not locate",
        ],
        confidence: "medium",
      },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "other-reasoning-parser", parser: { amount: "similar-name" } },
      { kind: "other-reasoning-parser", parser: null },
      { kind: "upgrade-engine", minimum: null },
    ],
  },
  {
    class: "tool-parser-crash",
    means: "The tool parser failed on an answer of the model.",
    signs: [
      {
        says: [
          "Error in extracting tool call from response",
          "Error trying to handle streaming tool call",
          "Error in streaming tool call extraction",
          "Error ‹while|when› parsing tool call",
        ],
        confidence: "high",
      },
      {
        says: ["^«error:word»Error: «detail»", "^«error:word»Error$"],
        below: ["tool_parsers/", "extract_tool_calls", "extract_tool_calls_streaming"],
        // It was not even made: no answer of a model is at fault.
        notBelow: ["tool_parsers/#__init__", "get_tool_parser", "import_tool_parser"],
        confidence: "high",
      },
      { says: ["in extract_tool_calls", '_tool_parser.py"'], rank: "weak", confidence: "medium" },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "upgrade-engine", minimum: null },
      { kind: "other-tool-parser", parser: null },
    ],
  },
  {
    class: "tool-parser-wrong",
    means:
      "The tool parser was made for another kind of model: calls arrive as plain text, or it does not even start.",
    signs: [
      {
        says: [
          "‹tool parser|tool extractor|ToolParser› could not locate …in the tokenizer",
          "‹tool parser|…ToolParser› could not locate",
          "XML parser: tokenizer did not include",
          "Detected a MistralTokenizer tokenizer when using a",
        ],
        confidence: "high",
      },
      {
        says: [
          "content‹\"|'|=›…‹<tool_call>|<|tool_call|<function=|[TOOL_CALLS]|<arg_key>|<|observation|>›…tool_calls‹\"|'|=›…[]",
          "tool_calls‹\"|'|=›…[]…content‹\"|'|=›…‹<tool_call>|<function=|[TOOL_CALLS]|<arg_key>›",
          "content‹\"|'|=›…<tool_call>…tool_calls‹\": null|': None|=None›",
        ],
        from: "any",
        confidence: "medium",
      },
      {
        says: [
          "'tool_call_parser': '‹hermes|llama3_json|llama4_json|llama4_pythonic|mistral|pythonic|qwen3_coder|qwen3_xml|internlm|jamba|granite|deepseek_v3|kimi_k2|xlam|openai›'…'model': '…‹GLM|chatglm›",
          "'model‹_tag|›': '…GLM…'tool_call_parser': '‹hermes|llama3_json|llama4_json|llama4_pythonic|mistral|pythonic|qwen3_coder|qwen3_xml|internlm|jamba|granite|deepseek_v3|kimi_k2|xlam|openai›'",
        ],
        from: "any",
        rank: "notice",
        confidence: "low",
      },
    ],
    fixes: [{ kind: "other-tool-parser", parser: null }],
  },
  {
    class: "chat-template-missing",
    means: "The model's tokenizer brings no chat template, and none was given.",
    signs: [
      {
        says: [
          "default chat template is no longer allowed",
          "must provide a chat template if the tokenizer does not define one",
          "tokenizer.chat_template is not set",
          "does not have a ‹default |›chat template",
          "No chat template ‹available|found|is set|was found›",
          "‹no|without a|without› chat template",
          "chat template …‹must|need› ‹to |›be ‹provided|set|given›",
          "chat template is not ‹set|defined›",
          "chat_template is ‹not set|missing|required›",
        ],
        from: "warning",
        refusal: true,
        confidence: "high",
      },
    ],
    fixes: [{ kind: "add-chat-template" }, { kind: "other-variant" }],
  },
]
