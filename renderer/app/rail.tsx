import Boxes from "lucide-react/icons/boxes"
import Cpu from "lucide-react/icons/cpu"
import MessageSquare from "lucide-react/icons/message-square"
import Plug from "lucide-react/icons/plug"
import Search from "lucide-react/icons/search"
import Settings from "lucide-react/icons/settings"
import { useTranslation } from "react-i18next"
import { classes } from "../ui/classes"
import { Hint } from "../ui/hint"
import { KeyHint } from "../ui/key-hint"
import { Mark } from "../ui/mark"
import { EngineChip } from "./engine-chip"
import { openPalette } from "./palette-state"
import { hashOf, type Route } from "./route"

const PLACES = [
  { page: "chat", icon: MessageSquare, route: { page: "chat", threadId: null }, keys: "Mod+1" },
  { page: "models", icon: Boxes, route: { page: "models", section: "choose" }, keys: "Mod+2" },
  { page: "engine", icon: Cpu, route: { page: "engine", section: "now" }, keys: "Mod+3" },
  { page: "connect", icon: Plug, route: { page: "connect", section: "curl" }, keys: "Mod+4" },
  { page: "settings", icon: Settings, route: { page: "settings", section: "general" }, keys: "Mod+," },
] as const

const ITEM =
  "flex h-10 items-center gap-3 rounded-control px-3 text-14 text-muted transition-colors duration-[120ms] hover:bg-hover hover:text-ink [&_svg]:size-[1.125rem] [&_svg]:shrink-0"

/** Where to go; words beside the icons where there is room, in tooltips where there is not. */
export function Rail({ route }: { readonly route: Route }) {
  const { t } = useTranslation("app")
  return (
    <div className="flex w-16 shrink-0 flex-col border-r border-line bg-sunken px-2.5 py-3 min-[1100px]:w-52">
      <div className="mb-4 flex items-center gap-2.5 px-1.5 py-1">
        <Mark className="size-7 shrink-0" />
        <span className="hidden text-16 font-semibold min-[1100px]:inline">Glimmer</span>
      </div>
      <nav aria-label={t("nav.label")} className="flex flex-col gap-1">
        {PLACES.map((place) => {
          const here = route.page === place.page
          return (
            <Hint key={place.page} text={t(`nav.${place.page}`)} shortcut={place.keys} side="right">
              <a
                href={hashOf(place.route)}
                aria-current={here ? "page" : undefined}
                className={classes(
                  ITEM,
                  here &&
                    "bg-raised font-medium text-ink shadow-[0_0_0_1px_var(--border)] [&_svg]:text-accent",
                )}
              >
                <place.icon aria-hidden />
                <span className="sr-only min-[1100px]:not-sr-only">{t(`nav.${place.page}`)}</span>
              </a>
            </Hint>
          )
        })}
        <Hint text={t("actions")} shortcut="Mod+K" side="right">
          <button type="button" onClick={openPalette} className={ITEM}>
            <Search aria-hidden />
            <span className="sr-only min-[1100px]:not-sr-only">{t("actions")}</span>
            <KeyHint keys="Mod+K" className="ml-auto hidden min-[1100px]:inline-flex" />
          </button>
        </Hint>
      </nav>
      <EngineChip />
    </div>
  )
}
