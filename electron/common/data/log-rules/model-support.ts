import type { CauseRule } from "../../domain/diagnosis/rule"

/** What an engine, its transformers or its tokenizer cannot do with a model. */
export const MODEL_SUPPORT_RULES: readonly CauseRule[] = [
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
]
