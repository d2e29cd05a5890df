import { readFileSync } from "node:fs"
import { type Language, LANGUAGES } from "#common/domain/settings"
import { homeOf } from "../home"
import { parseJson } from "../parse-json"

type Environment = Readonly<Record<string, string | undefined>>

/** The language to speak here: the one set in Glimmer, else the terminal's. Read at once, for it is needed for help. */
export function languageHere(environment: Environment): Language {
  return languageSet(homeOf(environment).settingsFile) ?? languageOfLocale(environment)
}

function languageSet(settingsFile: string): Language | null {
  try {
    const raw = parseJson(readFileSync(settingsFile, "utf8"))
    const set: unknown = typeof raw === "object" && raw !== null && "language" in raw ? raw.language : null
    return LANGUAGES.find((language) => language === set) ?? null
  } catch {
    return null
  }
}

/** As the C library chooses: the first of these that is set counts. */
function languageOfLocale(environment: Environment): Language {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || ""
  return locale.toLowerCase().startsWith("zh") ? "zh-CN" : "en"
}
