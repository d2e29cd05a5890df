/** What a prefix tells by its groups. */
export interface LogPrefix {
  readonly pattern: RegExp
  readonly gives: "level" | "process" | "nothing"
  /** With which signs it can begin; letters and digits stand for all of their kind. */
  readonly begins: string
  /** Words right after it are the message: no other head is looked for. */
  readonly isInnermost?: boolean
}

const LEVELS = "TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL"

/** What may stand before a message, by who puts it there. */
const PREFIXES: readonly LogPrefix[] = [
  // vLLM: `ERROR 11-22 18:28:13 [core.py:1512] `, older `ERROR 10-26 10:17:40 registry.py:267] `.
  {
    pattern: new RegExp(
      `^\\s*(${LEVELS})\\s+(?:\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)? )?\\[?[\\w./-]+:\\d+\\]\\s?`,
    ),
    gives: "level",
    begins: "a",
    isInnermost: true,
  },
  // A process: `(EngineCore pid=1924) `, `(VllmWorker rank=0 pid=62708) `, Ray's `(X pid=1, ip=10.0.0.1) `.
  {
    pattern: /^\s*\(([A-Za-z][^()]{0,60}?)\s+pid=(\d+)[^()]{0,60}\)\s?/,
    gives: "process",
    begins: "(",
  },
  { pattern: /^\s*\[(rank\d+|default\d+)\]:\s?/, gives: "process", begins: "[" },
  { pattern: /^\[(?:\d+,)?(\d+)\]<std(?:err|out)>:\s?/, gives: "process", begins: "[" },
  { pattern: /^\[address=[^\]]{1,60}?pid=(\d+)\]\s?/, gives: "process", begins: "[" },
  // uvicorn and pip: `ERROR:    `; Python's own logging: `ERROR:asyncio:`.
  { pattern: new RegExp(`^\\s*(${LEVELS}):(?:[a-z][\\w.]*:)?\\s*`), gives: "level", begins: "a" },
  // uv, git and compilers: `warning: `; uv when it is asked to say more: `DEBUG `.
  { pattern: /^(warning): /, gives: "level", begins: "a" },
  { pattern: /^(TRACE|DEBUG) (?=\S)/, gives: "level", begins: "a" },
  // glog, as PyTorch and Ray use it: `[W1122 19:19:39.065 socket.cpp:207] `, `[W ProcessGroupNCCL.cpp:959] `.
  {
    pattern: /^\[?([WEIF])\d{4} \d\d:\d\d:\d\d(?:\.\d+)?\s[^\]]{0,80}\]\s?/,
    gives: "level",
    begins: "a[",
  },
  { pattern: /^\[([WEIF])\s[^\]]{0,80}\]\s?/, gives: "level", begins: "[" },
  { pattern: /^([WEIF]) [\w./]+\.cc:\d+\] /, gives: "level", begins: "a" },
  // NCCL's chatter; what it warns of is told by its own words.
  { pattern: /^[\w.-]+:\d+:\d+ \[\d+\] (NCCL INFO) /, gives: "level", begins: "a0" },
  // Times: of a container, a service, or a logger that goes on with its level.
  {
    pattern: /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?[\s:|-]*/,
    gives: "nothing",
    begins: "0[",
  },
  {
    pattern: new RegExp(
      `^\\[?(${LEVELS})\\]?\\s+(?:\\|\\s+\\w+\\s+\\|\\s+|\\|\\s+[\\w.<>]+:[\\w.<>]+:\\d+\\s+-\\s+|[\\w./-]+:\\d+\\s+--\\s+|-\\s+)`,
    ),
    gives: "level",
    begins: "a[",
  },
  { pattern: /^\[(debug|info|warning|error|critical)\s*\]\s+/, gives: "level", begins: "[" },
  // The system's journal, in English and in Chinese, and the kernel's own.
  {
    pattern: /^(?:[A-Z][a-z]{2}|\d{1,2}月) [ \d]\d \d\d:\d\d:\d\d \S+ [\w./@-]+(?:\[\d+\])?: /,
    gives: "nothing",
    begins: "a0",
  },
  {
    pattern: /^\[(?:[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}|\s*\d+\.\d{6})\]\s/,
    gives: "nothing",
    begins: "[",
  },
  // Docker: build steps `#12 34.5 `, `6884.2   `, and services `vllm-1  | `.
  { pattern: /^#\d+ (?:\d+\.\d+ )?/, gives: "nothing", begins: "#" },
  { pattern: /^\d+\.\d{1,3}\s{1,4}(?=[A-Za-z/[(-])/, gives: "nothing", begins: "0" },
  { pattern: /^[\w.-]+[-_]\d+\s+\|\s/, gives: "nothing", begins: "a0" },
  { pattern: /^[a-z][\w.-]{0,40}\s+\|\s/, gives: "nothing", begins: "a" },
  // Kubernetes: what the node writes after its time, and a pod's name; other platforms: the machine's name.
  { pattern: /^std(?:err|out) [FP] /, gives: "nothing", begins: "a" },
  { pattern: /^\[pod\/[\w./-]+\]\s/, gives: "nothing", begins: "[" },
  { pattern: /^[\w.-]{1,60} >> /, gives: "nothing", begins: "a0" },
  // The boxes pip and uv draw around what a program of theirs said.
  { pattern: /^\s*[│|╰├└─▶>×+-]{1,4}\s+/, gives: "nothing", begins: "│|╰├└─▶>×+-" },
]

/** Most lines of most logs begin with one of a few signs: only the prefixes that may follow are tried. */
const BY_SIGN = new Map<string, readonly LogPrefix[]>(
  [...new Set(PREFIXES.flatMap(({ begins }) => Array.from(begins)))].map((sign) => [
    sign,
    PREFIXES.filter(({ begins }) => begins.includes(sign)),
  ]),
)

/** The prefix that a text begins with; null when it begins with its message. */
export function findPrefix(
  text: string,
): { readonly prefix: LogPrefix; readonly groups: RegExpExecArray } | null {
  const first = text.charAt(text.search(/\S/))
  const sign = /[A-Za-z_]/.test(first) ? "a" : /\d/.test(first) ? "0" : first
  for (const prefix of BY_SIGN.get(sign) ?? []) {
    const groups = prefix.pattern.exec(text)
    if (groups !== null) return { prefix, groups }
  }
  return null
}
