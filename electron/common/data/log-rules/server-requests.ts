import type { CauseRule } from "../../domain/diagnosis/rule"

/** The server's own settings, and requests it refuses. */
export const SERVER_REQUEST_RULES: readonly CauseRule[] = [
  {
    class: "port-in-use",
    means: "Another program listens on the port.",
    signs: [
      {
        says: [
          "attempt to bind on address ('«host»', «port:int»): «@address-in-use»",
          "attempting to bind on address ('«host»', «port:int»): «@address-in-use»",
          "‹[Errno 98]|[Errno 48]|[Errno 10048]|[WinError 10048]› …«@address-in-use»",
          "«@address-in-use»",
          "‹[Errno 98]|[Errno 48]|[Errno 10048]|[WinError 10048]|EADDRINUSE›",
          "port «port:int» is already ‹in use|allocated|taken›",
          "EADDRINUSE …:«port:int»",
          "Port «port:int» is ‹already in use|in use|not available|occupied›",
        ],
        butNot: ["trying port", "trying another", "Trying port"],
        confidence: "high",
      },
    ],
    also: ["port"],
    fixes: [{ kind: "other-port" }, { kind: "end-leftovers" }],
  },
  {
    class: "host-binding",
    means: "The server cannot listen at the address it was given.",
    signs: [
      {
        says: [
          "attempting to bind on address ('«host»', «port:int»): «detail»",
          "‹[Errno 99]|[Errno 49]|[WinError 10049]› …«@cannot-assign»",
          "«@cannot-assign»",
          "‹[Errno 99]|[Errno 49]|[WinError 10049]|EADDRNOTAVAIL›",
          "requested address is not valid in its context",
          "‹[Errno 13]|[WinError 10013]› …bind",
          "‹sock.bind|getaddrinfo›…‹Name or service not known|not known›",
          "bind: permission denied",
          "socket.gaierror: «detail»",
        ],
        butNot: [
          "in use",
          "地址已在使用",
          "http",
          "Max retries",
          "Failed to establish",
          "Errno 98",
          "[c10d]",
        ],
        confidence: "high",
      },
    ],
    also: ["port"],
    fixes: [{ kind: "local-address" }, { kind: "other-port" }],
  },
  {
    class: "served-name-404",
    means: "A request asks for a model under a name that the server does not serve.",
    apart: "Where other requests were answered, somebody knows the name: one refused request is no failure.",
    signs: [
      {
        says: [
          "The model `«name»` does not exist",
          "The model `«name»` ‹was not found|is not available|not found›",
          "Model '«name»' not found",
          "model_not_found",
          "The model does not exist",
        ],
        from: "any",
        without: ["answered"],
        confidence: "high",
      },
    ],
    beats: ["chat-route-404"],
    also: ["servedName"],
    fixes: [{ kind: "use-served-name", name: { value: "servedName" } }],
  },
  {
    class: "chat-route-404",
    means: "A request went to an address that the server does not have.",
    signs: [
      {
        says: [
          '"‹POST|GET› «route:path» HTTP/«httpVersion:number»" 404',
          "‹POST|GET› «route:path» …404 Not Found",
          "‹{\"detail\":\"Not Found\"}|{'detail': 'Not Found'}›",
          '"‹POST|GET› «route:path» HTTP/«httpVersion:number»" 405',
          "The chat completions API is not ‹supported|available›",
          "model does not support Chat Completions API",
          "does not support Chat Completions",
        ],
        butNot: ["favicon", "robots.txt", "GET / HTTP", "/.well-known", "huggingface", "pypi", "wheels."],
        from: "any",
        without: ["answered"],
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "use-served-name", name: { value: "servedName" } }],
  },
  {
    class: "context-length-400",
    means: "A request is longer than the context the server was started with.",
    signs: [
      {
        says: [
          "maximum context length is «length:int» tokens. However, you requested «askedTokens:int» tokens",
          "maximum context length is «length:int» tokens…«askedTokens:int» input tokens",
          "maximum context length is «length:int»",
          "prompt («askedTokens:int» tokens) is too long",
          "The ‹decoder |encoder |›prompt (length «askedTokens:int») is longer than the maximum model length of «length:int»",
          "is longer than the maximum model length",
          "max_tokens must be at least 1, got -",
          "max_tokens…is too large: «askedTokens:int»",
          "max_‹completion_|›tokens…too large",
          "max_tokens=«askedTokens:int» cannot be greater than max_model_len=«length:int»",
          "max_tokens…cannot be greater than max_model_len",
          "exceeds ‹the |›‹model's |›‹maximum |max›‹context length|context window|model length|model len›",
          "Input length («askedTokens:int») exceeds",
          "Input prompt («askedTokens:int» tokens) is too long and exceeds limit of «length:int»",
          "context_length_exceeded",
          "longer than ‹the |›maximum ‹context|model› length",
        ],
        from: "any",
        butNot: ["may lead to incorrect", "RoPE", "indexing errors", "rope_scaling"],
        confidence: "high",
      },
    ],
    also: ["length", "modelLength"],
    fixes: [
      { kind: "shorten-conversation" },
      { kind: "raise-max-model-len", tokens: { amount: "length-of-model" } },
    ],
  },
  {
    class: "auto-tool-choice-flags",
    means: "Tools were asked for, and the server was started without them.",
    signs: [
      {
        says: [
          "tool choice requires --enable-auto-tool-choice and --tool-call-parser",
          "--enable-auto-tool-choice requires --tool-call-parser",
          "tool_choice …requires --tool-call-parser",
          "requires --enable-auto-tool-choice",
          "--tool-call-parser to be set",
          "tool choice …requires …tool‹-call-|_call_| call | ›parser",
          "tool_choice …‹not supported|not enabled›…parser",
        ],
        from: "any",
        confidence: "high",
      },
    ],
    fixes: [{ kind: "enable-tools" }],
  },
  {
    class: "max-len-above-model",
    means: "A longer context was asked for than the model was made for.",
    signs: [
      {
        says: [
          "User-specified max_model_len («length:int») is greater than the derived max_model_len («key»=«modelLength:int»",
          "max_model_len («length:int») is greater than the derived max_model_len",
          "max_model_len …is greater than ‹the |›derived",
          "greater than the derived max_model_len",
          "max_model_len …‹exceeds|larger than› …‹max_position_embeddings|model's maximum›",
        ],
        confidence: "high",
      },
    ],
    fixes: [
      { kind: "lower-max-model-len", tokens: { amount: "length-of-model" } },
      { kind: "explain-longer-than-model" },
    ],
  },
  {
    class: "unrecognized-argument",
    means: "The engine was started with an option that this version does not know.",
    signs: [
      {
        says: [
          "error: unrecognized arguments: «option»",
          "unrecognized arguments: «option»",
          "error: ambiguous option: «option:word»",
          "No such option: «option:word»",
          "no such option: «option:word»",
          "got an unexpected keyword argument '«option»'",
          "‹option|argument› '«option»' ‹is no longer supported|has been removed|was removed›",
          "«option:word» ‹has been removed|is no longer supported|was removed›",
          "unknown ‹option|argument|flag›‹: |s: | ›«option»",
          "Unexpected keyword argument",
          "Unrecognized option",
          "Extra inputs are not permitted",
        ],
        butNot: ["padding_side", "UserWarning", "deprecat"],
        confidence: "high",
      },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "remove-option", option: { value: "option" } },
      { kind: "upgrade-engine", minimum: null },
    ],
  },
  {
    class: "settings-invalid",
    means: "An option has a value that this version does not take, or two options contradict each other.",
    signs: [
      {
        says: [
          "error: argument «option»: invalid «kind»: '«value»'",
          "error: argument «option»: «detail»",
          "error: the following arguments are required: «option»",
          "must be greater than or equal to max_num_seqs («chats:int»)",
          "max_num_batched_tokens («tokens:int») is smaller than max_model_len («length:int»)",
          "Quantization method specified in the model config (…) does not match",
          "validation error‹s|› for ‹EngineArgs|ModelConfig|CacheConfig|ParallelConfig|SchedulerConfig|VllmConfig|SpeculativeConfig|DeviceConfig|LoadConfig|CompilationConfig›",
          "‹GPU|gpu›_memory_utilization must be",
        ],
        rank: "weak",
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "remove-option", option: { value: "option" } }],
  },
]
