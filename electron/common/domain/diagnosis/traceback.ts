import type { LogLine } from "./log-line"

/** One frame of a Python traceback. */
export interface Frame {
  readonly path: string
  /** The last part of the path. */
  readonly file: string
  readonly function: string
}

/** The calls above an exception, innermost last. */
export type Frames = readonly Frame[]

/** Tracebacks deeper than this lose their outer end: what failed stands at the inner one. */
const MAX_FRAMES = 80
const MAX_PROCESSES = 64
/** How many lines after its last frame a traceback still explains: others write in between. */
const REACH = 200

/** How many lines after a frame its code may stand. */
const CODE_REACH = 6

interface Trace {
  frames: Frame[]
  line: number
  /** Spaces before the newest frame: its code stands further in, what it all leads to does not. */
  indent: number
}

/**
 * Keeps the newest traceback of each process, whose lines come mixed with those of the others. A line of vLLM that
 * names the method a worker was running counts as a frame.
 */
export class TracebackTracker {
  private readonly traces = new Map<string, Trace>()
  /** The last line was a frame: the next one is likely its code. */
  private codeMayFollow = false

  /** Whether a raw line may belong to a traceback: a cheap look before it is read. */
  mayTake(raw: string): boolean {
    return this.codeMayFollow || raw.includes('File "') || raw.includes("Traceback (")
  }

  /** Takes a line; true when it is of a traceback alone: a frame or its code, which quotes messages that nobody said. */
  feed({ process, text, indent }: LogLine, line: number): boolean {
    this.codeMayFollow = false
    const header = text.indexOf("Traceback (most recent call last)")
    if (header !== -1) {
      this.open(process, line)
      // Older versions of vLLM put the message before the traceback, on its line.
      return text.slice(0, header).trim() === ""
    }
    const frame = readFrame(text)
    const known = this.traces.get(process)
    if (frame === null) {
      if (known === undefined || !isCode(known, indent, line)) return false
      readCode(known, text)
      return true
    }
    const trace = known ?? this.open(process, line)
    push(trace, frame)
    trace.line = line
    trace.indent = indent
    this.codeMayFollow = true
    return true
  }

  /** The frames above an exception that this process reports at this line. */
  framesAt(process: string, line: number): Frames {
    const trace = this.traces.get(process)
    return trace === undefined || line - trace.line > REACH ? [] : [...trace.frames]
  }

  private open(process: string, line: number): Trace {
    const trace: Trace = { frames: [], line, indent: 0 }
    this.traces.delete(process)
    this.traces.set(process, trace)
    if (this.traces.size > MAX_PROCESSES) {
      const [oldest] = this.traces.keys()
      if (oldest !== undefined) this.traces.delete(oldest)
    }
    return trace
  }
}

/**
 * Whether the calls went through one of these: a function, a file's name, a part of a path (with `/`), or
 * `part/of/path#function`.
 */
export function passThrough(frames: Frames, names: readonly string[]): boolean {
  return names.some((name) => {
    const [path = "", method] = name.split("#")
    if (method !== undefined)
      return frames.some((frame) => frame.function === method && frame.path.includes(path))
    if (name.includes("/")) return frames.some((frame) => frame.path.includes(name))
    return frames.some((frame) => frame.function === name || frame.file === name)
  })
}

function push(trace: Trace, frame: Frame): void {
  trace.frames.push(frame)
  if (trace.frames.length > MAX_FRAMES) trace.frames.shift()
}

function isCode(trace: Trace, indent: number, line: number): boolean {
  return trace.frames.length > 0 && line - trace.line <= CODE_REACH && indent > trace.indent
}

/** What the code calls is the frame below, which a shortened traceback may lack. */
function readCode(trace: Trace, text: string): void {
  const called = /(\w+)\([^()]*$/.exec(text) ?? /(\w+)\(/.exec(text)
  const name = called?.[1]
  if (name !== undefined) push(trace, { path: "", file: "", function: name })
}

function readFrame(text: string): Frame | null {
  const frame = /^\s*File "([^"]+)", line \d+(?:, in (\S+))?/.exec(text)
  if (frame !== null) {
    const path = (frame[1] ?? "").replaceAll("\\", "/")
    return { path, file: path.slice(path.lastIndexOf("/") + 1), function: frame[2] ?? "" }
  }
  const method = /(?:Error executing method|while processing method) ['"]?(\w+)/.exec(text)
  return method === null ? null : { path: "", file: "", function: method[1] ?? "" }
}
