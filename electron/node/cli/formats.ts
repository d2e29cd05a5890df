import type { ValueFormats } from "#common/domain/fill-in"
import type { Language } from "#common/domain/settings"

/** Figures as people of one language read them: 1 GB = 1024³ bytes, as GPU makers, vLLM and `du -h` count. */
export interface Formats extends ValueFormats {
  /** `23.6`, for columns whose head says GiB. */
  readonly gib: (bytes: number) => string
}

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const
const TIME = { en: [" s", " min", " h", " d"], "zh-CN": [" 秒", " 分", " 小时", " 天"] } as const

export function formatsFor(language: Language): Formats {
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return {
    bytes: (bytes) => {
      const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10))
      const scaled = bytes / 1024 ** power
      return `${number(scaled, power < 2 || scaled >= 100 ? 0 : 1)} ${UNITS[power]}`
    },
    gib: (bytes) => number(bytes / 1024 ** 3, 1),
    duration: (ms) => durationText(ms / 1000, TIME[language], number),
    number,
    percent: (share) => `${number(100 * share)} %`,
    name: (name) => name,
  }
}

/** `0.4 s`, `42 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
function durationText(seconds: number, [s, min, h, d]: readonly string[], number: Formats["number"]): string {
  if (seconds < 10) return `${number(seconds, 1)}${s}`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}${s}`
  if (whole < 3600) return `${Math.floor(whole / 60)}${min} ${whole % 60}${s}`
  const minutes = Math.round(whole / 60)
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}${h} ${minutes % 60}${min}`
  return `${Math.floor(minutes / 1440)}${d} ${Math.floor((minutes % 1440) / 60)}${h}`
}
