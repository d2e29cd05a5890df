import type { Language } from "#common/domain/settings"

/** Words of the few pages that are shown before the real page may be: both languages, side by side. */
export type DoorWords = Readonly<Record<Language, string>>

export const DOOR_WORDS = {
  opening: { "zh-CN": "正在打开 Glimmer…", en: "Opening Glimmer…" },
  wrong: {
    "zh-CN": "这个地址已经失效。回到运行 Glimmer 的终端，打开那里最新显示的地址。",
    en: "This address is no longer valid. Go back to the terminal that runs Glimmer and open the address shown there.",
  },
  incomplete: {
    "zh-CN": "地址不完整：“#”后面还有一段，要一起复制。",
    en: "The address is incomplete: the part after “#” belongs to it and has to be copied too.",
  },
  wait: {
    "zh-CN": "错误次数太多。一分钟后再打开终端里显示的地址。",
    en: "Too many wrong attempts. Open the address from the terminal again in a minute.",
  },
  unreachable: {
    "zh-CN": "Glimmer 没有回应，可能已经退出。运行 npm start 再次启动。",
    en: "Glimmer does not answer; it may have ended. Run npm start to start it again.",
  },
  noScript: {
    "zh-CN": "Glimmer 的页面需要 JavaScript。",
    en: "Glimmer’s pages need JavaScript.",
  },
  lockedTitle: {
    "zh-CN": "从 Glimmer 显示的地址进入",
    en: "Enter with the address Glimmer shows",
  },
  lockedReason: {
    "zh-CN": "Glimmer 只对启动它的人开放。",
    en: "Glimmer opens only for the person who started it.",
  },
  lockedCure: {
    "zh-CN":
      "在运行 Glimmer 的终端里找到含有 /enter# 的地址，完整复制到这个浏览器打开。找不到时，再运行一次 npm start。",
    en: "In the terminal that runs Glimmer, find the address with /enter# in it and open it in this browser, whole. If it is gone, run npm start again.",
  },
} as const satisfies Readonly<Record<string, DoorWords>>
