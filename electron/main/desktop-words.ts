import type { Language } from "#common/domain/settings"

type Words = Readonly<Record<Language, string>>

/** What the desktop says outside its page: menus, and what cannot be shown in a page. */
export const DESKTOP_WORDS = {
  edit: { "zh-CN": "编辑", en: "Edit" },
  undo: { "zh-CN": "撤销", en: "Undo" },
  redo: { "zh-CN": "重做", en: "Redo" },
  cut: { "zh-CN": "剪切", en: "Cut" },
  copy: { "zh-CN": "复制", en: "Copy" },
  paste: { "zh-CN": "粘贴", en: "Paste" },
  selectAll: { "zh-CN": "全选", en: "Select all" },
  view: { "zh-CN": "视图", en: "View" },
  zoomIn: { "zh-CN": "放大", en: "Larger" },
  zoomOut: { "zh-CN": "缩小", en: "Smaller" },
  resetZoom: { "zh-CN": "实际大小", en: "Actual size" },
  fullScreen: { "zh-CN": "全屏", en: "Full screen" },
  reload: { "zh-CN": "重新载入", en: "Reload" },
  quit: { "zh-CN": "退出", en: "Quit" },
  close: { "zh-CN": "关闭", en: "Close" },
  inUse: { "zh-CN": "Glimmer 已在运行", en: "Glimmer is already running" },
  inUseDetail: {
    "zh-CN": "另一个 Glimmer（进程 {pid}）正在使用这个数据文件夹。在它那里继续，或先退出它。",
    en: "Another Glimmer (process {pid}) is using this data folder. Go on there, or quit it first.",
  },
  startFailed: { "zh-CN": "Glimmer 无法启动", en: "Glimmer cannot start" },
  startFailedDetail: {
    "zh-CN": "原因：{evidence}\n更多细节在日志里：{logs}",
    en: "Reason: {evidence}\nThe log has more: {logs}",
  },
  reloaded: { "zh-CN": "窗口已重新载入", en: "The window was reloaded" },
  reloadedDetail: {
    "zh-CN": "显示页面的进程意外结束。推理引擎和正在进行的任务没有受影响。",
    en: "The process that shows the page ended unexpectedly. The engine and everything under way went on.",
  },
  keepsCrashing: { "zh-CN": "窗口反复崩溃", en: "The window keeps crashing" },
  keepsCrashingDetail: {
    "zh-CN": "显示页面的进程一分钟内多次意外结束。推理引擎仍在运行。",
    en: "The process that shows the page ended several times within a minute. The engine is still running.",
  },
} as const satisfies Readonly<Record<string, Words>>

export type DesktopWord = keyof typeof DESKTOP_WORDS

/** Says something, with the values its sentence names. */
export function say(
  word: DesktopWord,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const sentence: string = DESKTOP_WORDS[word][language]
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap))
}

/** The language of the desktop's own words, from what the system prefers. */
export function languageOf(preferred: readonly string[]): Language {
  const first = preferred.find((tag) => /^(zh|en)\b/i.test(tag))
  return first !== undefined && /^zh\b/i.test(first) ? "zh-CN" : "en"
}
