import { useTranslation } from "react-i18next"
import type { FixEffect, PlanOutline } from "#common/domain/diagnosis/fix-offer"
import { useFormat } from "../../../i18n/use-format"
import { type SettingChange, settingChanges } from "./setting-changes"

/** What a fix would do, as sentences, before anybody presses it. */
export function useEffectWords(): (effect: FixEffect) => readonly string[] {
  const { t } = useTranslation("doctor")
  const format = useFormat()
  return (effect) => {
    switch (effect.kind) {
      case "settings": {
        const changes = settingChanges(effect.before, effect.after).map(changeText)
        const plan = effect.plan.after === null ? [] : [planText(effect.plan.after)]
        return [changes.length === 0 ? t("setting.other") : changes.join(" · "), ...plan]
      }
      case "restart":
        return [t("effect.restart")]
      case "process": {
        const { name, pid, memoryBytes } = effect
        const values = { name, pid, user: effect.user ?? t("offers.someone") }
        return [
          memoryBytes === null
            ? t("effect.processNoSize", values)
            : t("effect.process", { ...values, size: format.gigabytes(memoryBytes) }),
        ]
      }
      case "leftovers":
        return [t("effect.leftovers", { count: effect.processes })]
      case "disk": {
        const names = effect.removes.map(({ name }) => name).join(", ")
        return [t("effect.disk", { size: format.bytes(effect.bytes), names })]
      }
      case "switch-engine":
        return [t("effect.switch", { version: effect.version })]
      case "make-engine":
        return [
          effect.version === null ? t("effect.make") : t("effect.makeVersion", { version: effect.version }),
        ]
      case "fetch":
        return [effect.file === null ? t("effect.fetch") : t("effect.fetchFile", { file: effect.file })]
      case "page":
        return [t(`effect.page.${effect.page}`)]
      case "person":
        return [t(effect.command === null ? "offers.personNo" : "offers.person")]
      case "explanation":
        return []
    }
  }

  function changeText({ setting, before, after }: SettingChange): string {
    const text = (value: SettingChange["before"]) => valueText(setting, value)
    return t("setting.change", {
      name: t(`setting.${setting}`),
      before: text(before),
      after: text(after),
    })
  }

  function valueText(setting: SettingChange["setting"], value: SettingChange["before"]): string {
    if (value === null) {
      if (setting === "context") return t("setting.contextOwn")
      if (setting === "chats") return t("setting.chatsAuto")
      return t(setting === "cards" ? "setting.all" : "setting.off")
    }
    if (typeof value === "boolean") return t(value ? "setting.on" : "setting.off")
    if (typeof value === "string") return value
    return setting === "utilization" ? format.percent(value) : format.number(value)
  }

  function planText(plan: PlanOutline): string {
    if (plan.fits === false) return t("effect.tooLittle")
    if (plan.fits === null || plan.tight || plan.contextTokens === null) return t("effect.tight")
    const tokens = format.tokens(plan.contextTokens)
    const chats = Math.floor(plan.chatsAtOnce ?? 1)
    return chats > 1
      ? t("effect.fits", { tokens, chats: format.number(chats) })
      : t("effect.fitsOne", { tokens })
  }
}
