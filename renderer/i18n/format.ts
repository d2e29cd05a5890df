import type { ValueFormats } from "#common/domain/fill-in"
import type { Language } from "#common/domain/settings"
import { shortGpuName } from "./gpu-name"

/** Units and the few words around figures; everything else comes from Intl. */
const WORDS = {
  en: {
    seconds: " s",
    minutes: " min",
    hours: " h",
    days: " d",
    billions: { of: 1, unit: " billion" },
    lessThan: "under ",
    perSecond: "/s",
    range: "–",
  },
  "zh-CN": {
    seconds: " 秒",
    minutes: " 分钟",
    hours: " 小时",
    days: " 天",
    // Chinese counts in 亿, ten of which are a billion.
    billions: { of: 10, unit: " 亿" },
    lessThan: "不到 ",
    perSecond: "/秒",
    range: "–",
  },
} as const

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const

/** Figures as people of one language read them: 1 GB = 1024³ bytes, as GPU makers, vLLM and `du -h` count. */
export interface Format extends ValueFormats {
  /** Bytes in GB whatever their size, so that figures of one column can be compared. */
  readonly gigabytes: (bytes: number, digits?: number) => string
  readonly rate: (bytesPerSecond: number) => string
  /** Seconds as an honest range. */
  readonly range: (range: readonly [low: number, high: number]) => string
  /** Parameters of a model, given in billions. */
  readonly billions: (value: number) => string
  /** Tokens, rounded to what matters; context lengths in the thousands of 1024 they are known by: 32K, 1.4M. */
  readonly tokens: (tokens: number) => string
  readonly dateTime: (atMs: number) => string
  readonly clock: (atMs: number) => string
}

/** The figures of a language. */
export function formatFor(language: Language): Format {
  const words = WORDS[language]
  const number = numberText(language)
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" })
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" })
  const bytes = (value: number) => {
    const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)))
    const scaled = value / 1024 ** power
    const digits = power < 3 || scaled >= 100 ? 0 : 1
    return `${number(scaled, digits)}\u00a0${UNITS[power]}`
  }
  const short = (value: number) => number(value, Number.isInteger(Math.round(value * 10) / 10) ? 0 : 1)
  const seconds = (value: number) => durationText(value, words, number)
  return {
    bytes,
    gigabytes: (value, digits = 1) => `${number(value / 1024 ** 3, digits)}\u00a0GB`,
    rate: (perSecond) => `${bytes(perSecond)}${words.perSecond}`,
    duration: (ms) =>
      ms < 50
        ? `${words.lessThan}${number(0.1, 1)}${words.seconds}`
        : ms < 950
          ? `${number(ms / 1000, 1)}${words.seconds}`
          : seconds(ms / 1000),
    range: ([low, high]) => rangeText(low, high, words, number),
    number,
    billions: (value) => `${short(value * words.billions.of)}${words.billions.unit}`,
    percent: (fraction) => `${number(fraction * 100)}%`,
    name: (name) => (name.startsWith("NVIDIA ") ? shortGpuName(name) : name),
    tokens: (tokens) => tokensText(tokens, number),
    dateTime: (atMs) => dateTime.format(atMs),
    clock: (atMs) => clock.format(atMs),
  }
}

type Words = (typeof WORDS)[Language]
type NumberText = (value: number, digits?: number) => string

/** To make a formatter takes longer than to use it a hundred times: one for each number of digits. */
function numberText(language: Language): NumberText {
  const formats = new Map<number, Intl.NumberFormat>()
  return (value, digits = 0) => {
    let format = formats.get(digits)
    if (format === undefined) {
      format = new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
      formats.set(digits, format)
    }
    return format.format(value)
  }
}

function durationText(seconds: number, words: Words, number: NumberText): string {
  if (seconds < 90) return `${number(Math.round(seconds))}${words.seconds}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${number(minutes)}${words.minutes}`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${number(Math.round(hours / 24))}${words.days}`
  const rest = minutes % 60
  return rest === 0
    ? `${number(hours)}${words.hours}`
    : `${number(hours)}${words.hours} ${number(rest)}${words.minutes}`
}

function tokensText(tokens: number, number: NumberText): string {
  if (tokens < 1000) return number(tokens)
  if (tokens % 1024 === 0 && tokens < 1024 ** 2) return `${number(tokens / 1024)}K`
  if (tokens < 10_000) return `${number(tokens / 1000, 1)}K`
  if (tokens < 1_000_000) return `${number(tokens / 1000)}K`
  return `${number(tokens / 1_000_000, 1)}M`
}

/** Coarser the longer it is: nobody can promise "4 min 37 s". */
function rangeText(low: number, high: number, words: Words, number: NumberText): string {
  if (high < 10) return `${words.lessThan}${number(10)}${words.seconds}`
  if (high < 90) {
    const [from, to] = [Math.floor(low / 10) * 10, Math.ceil(high / 10) * 10]
    return from < 10 || from === to
      ? `${words.lessThan}${number(to)}${words.seconds}`
      : `${number(from)}${words.range}${number(to)}${words.seconds}`
  }
  const [from, to] = [Math.floor(low / 60), Math.ceil(high / 60)]
  if (from < 1) return `${words.lessThan}${number(to)}${words.minutes}`
  if (to < 90) {
    return from === to
      ? `${number(to)}${words.minutes}`
      : `${number(from)}${words.range}${number(to)}${words.minutes}`
  }
  return `${durationText(low, words, number)} ${words.range} ${durationText(high, words, number)}`
}
