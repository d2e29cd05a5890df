import type { CauseRule } from "../../domain/diagnosis/rule"

/** The model and the engine do not know each other, or the model's files are not what they should be. */
export const MODEL_RULES: readonly CauseRule[] = [
  {
    class: "glm4-linear-tuple",
    means: "vLLM 0.8.4 hands a pair where GLM-4-0414's layers expect one tensor.",
    signs: [
      { says: ["linear(): argument 'input' (position 1) must be Tensor, not tuple"], confidence: "high" },
      {
        says: ["'tuple' object has no attribute '‹size|shape|dtype|to›'"],
        below: ["glm4.py", "glm4_moe.py", "glm.py"],
        confidence: "medium",
      },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "upgrade-engine", minimum: "0.8.5" },
      { kind: "use-model-impl", implementation: "transformers" },
    ],
  },
  {
    class: "arch-unsupported-vllm",
    means: "This vLLM has no code for the architecture that the model's config.json names.",
    apart:
      "When the architecture stands in the list of supported ones, importing its code failed: arch-inspect-failed. " +
      "When Transformers does not know the model type: transformers-too-old.",
    signs: [
      {
        says: [
          "Model architectures ['«architecture»'…are not supported",
          "Model architecture «architecture:word» ‹was supported in vLLM until|is not supported›",
          "Unsupported model architecture",
          "«architecture:word» has no vLLM implementation and the Transformers implementation is not compatible",
          "Cannot find model module. '«architecture»' is not a registered model",
          "architectures …are not supported for now",
          "is not a supported ‹model architecture|architecture›",
          "The Transformers implementation of «architecture:word» is not compatible with vLLM",
          "No model architectures are specified",
        ],
        without: ["inspect-failed"],
        confidence: "high",
      },
      {
        // It knows the architecture, not the way in which this model varies it.
        says: [
          "does not have `num_attention_heads` attribute",
          "Unknown RoPE scaling type «what»",
          "Unknown config format",
          "‹Unknown|Invalid› quantization method‹:| |›«method»",
          "Unsupported quantization config",
          "Unsupported ‹ModelOpt|num_bits|FusedMoe scheme|quantization›",
          "currently only supports: …quantizations in vLLM",
          "Cannot find any of …in the model's quantization config",
          "Model quantization method is not specified in the config",
          "activation ordering …is no longer supported",
        ],
        butNot: ["checkpoint file"],
        from: "error",
        rank: "weak",
        confidence: "medium",
      },
    ],
    also: ["engineVersion"],
    fixes: [{ kind: "upgrade-engine", minimum: null }, { kind: "other-variant" }],
  },
  {
    class: "arch-inspect-failed",
    means: "vLLM knows the architecture, but loading its code in a process of its own crashed.",
    apart: "The crash itself usually stands below with a cause of its own, which then is the cause.",
    signs: [
      {
        says: [
          "Error in inspecting model architecture '«architecture»'",
          "Model architectures ['«architecture»'…failed to be inspected",
          "Model architectures …failed to be inspected",
          "Model architectures ['«architecture»'] are not supported…'«=architecture»'",
          "vllm.model_executor.models.registry'] returned non-zero exit status",
        ],
        rank: "weak",
        confidence: "high",
      },
      {
        says: ["Model architectures ['«architecture»'] are not supported…'«=architecture»'"],
        confidence: "high",
      },
    ],
    beats: ["arch-unsupported-vllm"],
    also: ["engineVersion"],
    fixes: [{ kind: "rebuild-engine" }, { kind: "other-engine-version" }, { kind: "use-wsl" }],
  },
  {
    class: "transformers-too-old",
    means: "The Transformers library in the engine is older than the model.",
    signs: [
      {
        says: [
          "model type `«modelType»` but Transformers does not recognize this architecture",
          "Transformers does not recognize this ‹architecture|model›",
          "your version of Transformers is out of date",
          "requires ‹a newer version of |›transformers‹ version|›‹ |›>=",
          "‹upgrade|update› ‹your version of |›`transformers`",
          "Tokenizer class «tokenizer:word» does not exist or is not currently imported",
          "«class:word» requires a newer version of transformers",
        ],
        confidence: "high",
      },
      { says: ["KeyError: '«modelType:word»'"], below: ["configuration_auto.py"], confidence: "high" },
      {
        says: [
          "cannot import name '«name»' from 'transformers",
          "module 'transformers…' has no attribute '«name»'",
          "module transformers has no attribute «name»",
          "No module named 'transformers.models.«modelType»'",
          "did not match any variant of untagged enum",
          "Unrecognized configuration class",
          "Unrecognized ‹image processor|video processor|feature extractor|processing class› in",
        ],
        confidence: "medium",
      },
    ],
    also: ["engineVersion"],
    fixes: [{ kind: "upgrade-engine", minimum: null }, { kind: "rebuild-engine" }, { kind: "other-variant" }],
  },
  {
    class: "weights-name-mismatch",
    means: "The names in the weight files are not those that the model's code in this engine uses.",
    signs: [
      {
        says: [
          "There is no module or parameter named '«parameter»' in «modelClass:word»",
          "There is no module or parameter named",
          "no parameter named",
          "weights ‹were|are› not ‹initialized|found› ‹from|in› ‹the |›checkpoint",
          "Following weights were not initialized from checkpoint",
          "weights were not initialized from ‹the |›checkpoint: {",
          "Unexpected key(s) in state_dict",
          "Missing key(s) in state_dict",
          "weight_scale for layer «parameter:path» was never loaded",
          "was not found in the checkpoint, so the tied weight is uninitialized",
          "layer «layer:int» weights ‹are |›missing from checkpoint",
          "are not in the checkpoint and will falsely use random initialization",
          "Checkpoint is missing '«parameter»'",
          "missing ‹required parameters|target-specific weights›: «parameter»",
          "Missing keys …in loaded state",
        ],
        confidence: "high",
      },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "upgrade-engine", minimum: null },
      { kind: "use-model-impl", implementation: "vllm" },
      { kind: "other-variant" },
    ],
  },
  {
    class: "weights-keyerror",
    means:
      "A tensor of the weight files has no place in the model: packed for another version, or packed differently.",
    apart:
      "A KeyError counts only while weights are loaded, or when its key looks like the name of a tensor.",
    signs: [
      {
        says: [
          "KeyError: '«parameter:path»'",
          "AttributeError: …has no attribute '‹weight_loader|qweight|weight_scale›",
          "AttributeError: '«layer:word»Linear' object has no attribute '‹weight|qweight›'",
        ],
        below: ["load_weights", "_load_module", "load_model", "weight_loader"],
        notBelow: ["configuration_auto.py"],
        confidence: "high",
      },
      {
        says: [
          "KeyError: '…layers.«parameter:path»'",
          "KeyError: '«parameter:path».‹weight|qweight|scales|weight_scale|weight_scale_inv|bias|inv_freq|qzeros|g_idx›'",
          "KeyError: '‹model|lm_head|embed_tokens|transformer|visual|language_model›.«parameter:path»'",
        ],
        confidence: "high",
      },
      {
        says: [
          "Attempted to load weight (…) into parameter (",
          "The size of tensor a («sizeA:int») must match the size of tensor b («sizeB:int»)",
          "Tried to load weights of size",
          "^AssertionError$",
          "^AssertionError: $",
          "size mismatch for «parameter»:",
          "shape …invalid for input of size",
          "start («start:int») + length («length:int») exceeds dimension size («size:int»)",
        ],
        below: [
          "load_weights",
          "_load_module",
          "weight_loader",
          "weight_loader_v2",
          "process_weights_after_loading",
        ],
        confidence: "medium",
      },
      {
        says: [
          "size mismatch for «parameter»: copying a param with shape",
          "Attempted to load weight (torch.Size",
          "Attempted to load weight (…) into parameter (",
          "Tried to load weights of size …to a parameter of size",
          "Attempted to load nested weight '«parameter»' into a single parameter",
          "The expanded size of the tensor («wanted:int») must match the existing size («found:int») …weight",
        ],
        confidence: "medium",
      },
      {
        // Whatever goes wrong where weights are put in their places.
        says: [
          "^‹KeyError|ValueError|IndexError|AttributeError|RuntimeError|AssertionError|NotImplementedError›: «detail»",
        ],
        below: ["load_weights", "weight_loader", "weight_loader_v2", "_load_module"],
        rank: "weak",
        confidence: "low",
      },
    ],
    also: ["engineVersion"],
    fixes: [{ kind: "upgrade-engine", minimum: null }, { kind: "other-variant" }, { kind: "refetch-model" }],
  },
  {
    class: "glm-tokenizer-padding-side",
    means: "Code that came with an old download of a GLM tokenizer does not fit the Transformers library.",
    signs: [
      { says: ["_pad() got an unexpected keyword argument 'padding_side'"], confidence: "high" },
      {
        says: [
          "got an unexpected keyword argument 'padding_side'",
          "ChatGLM…Tokenizer…has no attribute '«attribute»'",
          "ChatGLM…Tokenizer…has no setter",
          "can't set attribute 'eos_token'",
        ],
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "refetch-model" }, { kind: "other-variant" }],
  },
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
  {
    class: "trust-remote-code",
    means: "The model brings code of its own, which runs with the user's rights, and nobody allowed it.",
    signs: [
      {
        says: [
          "contains custom code which must be executed to correctly load",
          "requires you to execute the «what:word» file in that repo",
          "Do you wish to run the custom code?",
          "custom code which must be executed",
          "allow custom code to be run",
          "requires custom code",
          "set the option `trust_remote_code=True` to remove this error",
          "pass the argument `trust_remote_code=True`",
        ],
        confidence: "high",
      },
      {
        says: [
          "consider setting `trust_remote_code=True`",
          "please ‹set|use|pass› ‹`|--|›trust‹_|-›remote‹_|-›code",
          "requires `trust_remote_code`",
          "trust_remote_code=True",
        ],
        rank: "weak",
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "other-variant" }, { kind: "explain-trust-remote-code" }],
  },
  {
    class: "sparse-attention-gpu-unsupported",
    means: "GLM-5's sparse attention has no kernel for this GPU (or for a CPU) in this engine.",
    apart: "'Unsupported architecture' about the model, not the GPU: arch-unsupported-vllm.",
    signs: [
      {
        says: [
          "No valid attention backend found…use_sparse=True",
          "‹backend|Backend›…sparse not supported",
          "Sparse Attention is not supported on CPU",
          "FlashMLA‹-| |_›Sparse …‹only|not› supported",
          "FLASHMLA_SPARSE …‹not supported|not valid|not available|unsupported›",
          "Selected backend …SPARSE… is not valid for this configuration",
          "Sparse Attention Indexer …requires",
          "…SPARSE…‹compute capability not supported|not supported on this device›",
          "mqa_logits…‹not supported|unsupported|not implemented|requires›",
          "Assertion error (…‹attention|mqa_logits›.hpp:«at:int»): Unsupported arch",
          "sparse ‹MLA|attention›…‹not supported|unsupported|requires SM|requires Hopper›",
          "supported for sparse ‹MLA|attention›",
          "vllm._flashmla_C is not available",
        ],
        butNot: ["quantiz"],
        confidence: "high",
      },
      { says: ["No valid attention backend found"], with: ["sparse-attention"], confidence: "high" },
      {
        // Its code says in words of its own which GPUs it was written for.
        says: [
          "^«error:word»‹Error|Exception›: …‹requires|require|only supports|only supported|not supported|unsupported|does not support›…‹SM1|SM9|SM 1|SM 9|sm_|SM100|Hopper|Blackwell|GPU|device|capability|architecture|sparse MLA›",
          "^«error:word»‹Error|Exception›: …indexer…requires ‹Blackwell|Hopper|SM›",
          "^«error:word»‹Error|Exception›: …requires FlashInfer's sparse MLA",
        ],
        below: [
          "mla/indexer.py",
          "sparse_attn_indexer.py",
          "flashmla_sparse.py",
          "flashinfer_mla_sparse.py",
          "flashinfer_mla_sparse_sm90.py",
          "flashinfer_mla_sparse_sm120.py",
          "flashinfer_sparse.py",
          "sparse_mqa_indexer.py",
          "sparse_indexer.py",
          "sparse_attention.py",
        ],
        butNot: ["DCP", "context parallel"],
        confidence: "high",
      },
      {
        says: [
          "Unsupported arch‹itecture|›",
          "DeepGEMM backend is not available",
          "no kernel image is available",
        ],
        below: [
          "get_paged_mqa_logits_metadata",
          "fp8_paged_mqa_logits",
          "fp8_mqa_logits",
          "sparse_attn_indexer",
          "sparse_attn_indexer.py",
          "indexer.py",
          "flashmla_sparse.py",
        ],
        confidence: "high",
      },
    ],
    beats: ["no-kernel-image"],
    also: ["engineVersion"],
    fixes: [{ kind: "other-variant" }, { kind: "upgrade-engine", minimum: null }, { kind: "newer-gpu" }],
  },
  {
    class: "model-path-invalid",
    means: "There is no complete model where the engine was told to look, or no model of that name.",
    apart: "Where the hub could not be reached: hf-offline. Where it refused: hf-gated-401.",
    signs: [
      {
        says: [
          "does not appear to have a file named ‹config.json|params.json›",
          "Repo id must be in the form",
          "Repo id must use alphanumeric chars",
          "Invalid repository ID or local directory specified: '«path»'",
          "Invalid repository ID or local directory specified",
          "'«path»' is not a local folder and is not a valid model identifier",
          "is not a local folder and is not a valid model identifier",
          "Incorrect path_or_model_id: '«path»'",
          "Can't load the configuration of '«path»'",
          "«@no-such-file»: '«path»‹config.json|.safetensors|.safetensors.index.json|tokenizer.json|tokenizer_config.json›'",
          "Not a directory: '«path»config.json'",
          "No supported config format found in «path:path»",
          "NotExistError: «detail»",
          "Cannot find any model weights with `«path»`",
          "no model weights ‹were |›found",
          "Unrecognized model in «path:path» Should have a `model_type` key",
          "Unrecognized model in «path:path»",
          "404 Client Error…Repository Not Found",
          "Repository Not Found for url",
          "RepositoryNotFoundError: 404",
          "Entry Not Found for url: …config.json",
          "model path «path:path» does not exist",
          "‹Model|model› ‹path|directory|folder› …does not exist",
          "No config file found",
          "Revision Not Found for url",
          "Could not locate «file:path» inside «path:path»",
          "does not appear to have ‹a file|files› named",
          "is not a local folder or a valid repository name",
          "is not a valid git identifier",
          "Path «path:path» ‹does not exist|not found›",
          "No such model",
          "Cannot find any ‹safetensors |›model weights with",
          "Could not find checkpoint files '«path»'",
          "Could not find ‹tiktoken.model|tokenizer.model›",
          "No tokenizer file found in directory",
        ],
        butNot: [
          "couldn't connect to",
          "401 Client Error",
          "outgoing traffic has been disabled",
          "allowed-local-media-path",
        ],
        confidence: "high",
      },
      {
        says: [
          "Can't load ‹tokenizer|image processor|processor|feature extractor› for '«path»'",
          "config file at '«path»' is not a valid JSON file",
          "Unable to load vocabulary from file",
        ],
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "choose-model-folder" }, { kind: "refetch-model" }],
  },
  {
    class: "safetensors-corrupt",
    means: "A weight file is damaged or not whole.",
    signs: [
      {
        says: [
          "Error while deserializing header: «detail»",
          "SafetensorError: «detail»",
          "‹MetadataIncompleteBuffer|HeaderTooLarge|HeaderTooSmall|InvalidHeader|InvalidHeaderDeserialization|InvalidHeaderLength›",
          "PytorchStreamReader failed",
          "invalid load key, ",
          "Unable to load weights from pytorch checkpoint file",
          "failed finding central directory",
          "incomplete metadata, file not fully covered",
          "header too ‹large|small›",
          "unexpected EOF, expected «missing:int» more bytes. The file might be corrupted",
          "‹checkpoint|weight|safetensors› file …is ‹corrupt|damaged|truncated›",
          "Weight files referenced in index but missing: …'«file»'",
          "Weight files referenced in index but missing",
          "Invalid magic number; corrupt file?",
        ],
        butNot: ["while serializing", "«@no-space»"],
        confidence: "high",
      },
      {
        says: [
          "«@bus-error»",
          "died unexpectedly (exit code: -7)",
          "died, exit code: -7",
          "terminated by signal ‹7|SIGBUS›",
        ],
        during: ["weights"],
        confidence: "medium",
      },
      {
        says: ["_pickle.UnpicklingError", "JSONDecodeError: "],
        during: ["weights"],
        rank: "weak",
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "refetch-file", file: { value: "file" } }, { kind: "refetch-model" }],
  },
]
