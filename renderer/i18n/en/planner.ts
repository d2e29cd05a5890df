export const planner = {
  title: "Memory",
  lead: "How {{model}} is laid out on your GPU. A sensible choice is made already; change it only if you want to.",
  noModel: "Choose a model first.",
  fixed: {
    title: "Nothing to decide here",
    lead: "This model is so small that it always fits.",
    selftest: "The self-test model takes about 4 GB of one GPU, most of it CUDA itself.",
    cpu: "On a processor the model uses main memory. Glimmer sets aside a small part of it.",
  },
  preset: {
    label: "What matters most",
    balanced: { name: "Recommended", hint: "long texts, several chats" },
    "longest-context": { name: "Longest texts", hint: "as much context as fits" },
    "most-chats": { name: "Most chats", hint: "shorter texts, more people" },
    "leave-room": { name: "Leave room", hint: "60 % for the engine, the rest for other programs" },
  },
  verdict: {
    fits: "It fits, {{spare}} to spare",
    tight: "It should fit, but only just",
    no: "It doesn't fit like this",
    unknown: "This can't be worked out",
  },
  meaning_one: "Room for {{pages}}, one chat at a time.",
  meaning_other: "Room for {{pages}} in each of {{count}} chats at once.",
  pages_one: "a page of text",
  pages_other: "{{shown}} pages of text",
  gpu: "GPU {{index}} · {{name}}",
  barLabel: "Memory of GPU {{index}}, {{name}}. Arrow keys go from part to part.",
  limit: "limit {{percent}}",
  end: "end of the card",
  pointHint: "Point at a part of the bar to see what it is for.",
  segment: {
    weights: {
      name: "Weights",
      meaning: "The model itself. It takes the same room whatever is talked about.",
    },
    working: {
      name: "Working memory",
      meaning:
        "What the model needs while it computes (activations). It grows with the number of texts read at once.",
    },
    graphs: {
      name: "CUDA graphs",
      meaning: "Recorded sequences of GPU work. They make answers faster.",
    },
    chats: {
      name: "Conversations",
      meaning:
        "Memory for conversations (KV cache): what the model keeps in mind of each chat. More of it means longer texts or more chats.",
    },
    free: { name: "Free", meaning: "Not used by the engine: for other programs, and as a margin." },
    others: {
      name: "System and others",
      meaning: "CUDA itself, the desktop and other programs.",
    },
  },
  utilization: {
    name: "Share of the GPU",
    hint: "What the engine may fill. 60 % leaves much for other programs, above 95 % a start may fail.",
  },
  context: {
    name: "Context length",
    value: "{{tokens}} tokens",
    spoken: "{{tokens}} tokens, {{pages}}",
    hint: "What the model can keep in mind of one chat: about {{pages}}.",
  },
  chats: {
    name: "Chats at once",
    term: "at full length",
    value_one: "{{count}} chat",
    value_other: "{{count}} chats",
    hint: "All chats together share room for {{tokens}} tokens. Shorter chats need less, so usually more fit.",
  },
  parallel: {
    name: "Split across GPUs",
    auto: "Automatic ({{count}})",
    count_one: "{{count}} GPU",
    count_other: "{{count}} GPUs",
  },
  why: {
    label: "Why? The arithmetic",
    accuracy: "How sure this is",
    unit: "In GiB (1 GiB = 1024³ bytes), as vLLM counts",
    total: "Memory of GPU {{index}}, as CUDA sees it",
    limit: "× {{percent}}, the limit",
    weights: "Weights",
    working: "Working memory (activation peak)",
    rest: "Libraries, and graphs where counted",
    cache: "For conversations (KV cache)",
    range: "{{low}} to {{high}}",
    tokens:
      "÷ {{perToken}} bytes a token = {{tokens}} tokens. ÷ {{perChat}} tokens a chat = {{chats}} chats at full length.",
  },
  command: "The exact command line",
} as const
