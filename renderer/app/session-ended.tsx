import { useTranslation } from "react-i18next"
import { CommandLine } from "../ui/command-line"
import { Mark } from "../ui/mark"

/** This browser has to come in anew: how, in words that work from another computer too. */
export function SessionEnded() {
  const { t } = useTranslation("app")
  return (
    <main className="mx-auto flex h-full w-full max-w-[40rem] flex-col justify-center gap-4 p-8">
      <Mark className="size-10" />
      <h1 className="text-20">{t("ended.title")}</h1>
      <p className="text-muted">{t("ended.text")}</p>
      <CommandLine words={["npm", "run", "-s", "glimmer", "--", "serve"]} label={t("ended.command")} />
    </main>
  )
}
