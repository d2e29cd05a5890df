import PanelLeft from "lucide-react/icons/panel-left"
import Wrench from "lucide-react/icons/wrench"
import { Popover } from "radix-ui"
import { useTranslation } from "react-i18next"
import type { ToolInfo } from "#common/domain/chat"
import { useGlimmer, useLivePart } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { IconButton } from "../../ui/icon-button"
import { ContextMeter } from "./context-meter"
import { useToolWords } from "../../i18n/tool-words"

export interface ChatHeadProps {
  readonly title: string | null
  readonly threadId: string | null
  readonly tools: readonly ToolInfo[] | null
  readonly onList: () => void
  readonly onTools: () => void
}

/** What is being talked about, with which model, with which tools, and how full the context is. */
export function ChatHead({ title, threadId, tools, onList, onTools }: ChatHeadProps) {
  const { t } = useTranslation("chat")
  const engine = useLivePart(useGlimmer().engine, (view) => view)
  const request = engine?.request ?? null
  return (
    <header className="flex h-13 shrink-0 items-center gap-3 border-b border-line px-4">
      <IconButton
        label={t("threads.open")}
        icon={<PanelLeft aria-hidden />}
        side="bottom"
        onClick={onList}
        className="min-[900px]:hidden"
      />
      <h1 className="min-w-0 truncate text-14">
        {title === null || title === "" ? t("threads.untitled") : title}
      </h1>
      <div className="ml-auto flex shrink-0 items-center gap-3 text-13 text-muted">
        {threadId !== null && <ContextMeter threadId={threadId} />}
        {request !== null && (
          <span className="hidden max-w-48 truncate min-[760px]:inline">{request.modelName}</span>
        )}
        {tools !== null && tools.length > 0 && (
          <ToolsPopover
            tools={tools}
            able={request === null || request.settings.toolCallParser !== null}
            onTools={onTools}
          />
        )}
      </div>
    </header>
  )
}

interface ToolsPopoverProps {
  readonly tools: readonly ToolInfo[]
  /** The model that runs can call tools. */
  readonly able: boolean
  readonly onTools: () => void
}

function ToolsPopover({ tools, able, onTools }: ToolsPopoverProps) {
  const { t } = useTranslation("chat")
  const words = useToolWords()
  const usable = tools.filter((tool) => tool.policy !== "never")
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button size="small" variant="quiet" icon={<Wrench aria-hidden />}>
          {t("head.tools", { count: able ? usable.length : 0 })}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t("head.toolsTitle")}
          className="appears z-40 w-80 rounded-card bg-float p-4 shadow-float"
        >
          <h2 className="mb-2 text-14">{t("head.toolsTitle")}</h2>
          {!able && <p className="mb-2 text-13 text-caution">{t("head.noTools")}</p>}
          <ul className="flex flex-col gap-2 text-13">
            {tools.map((tool) => (
              <li key={tool.name} className="flex items-baseline justify-between gap-3">
                <span className="min-w-0">
                  <span className="font-medium">{words.name(tool.name)}</span>
                  <span className="text-muted"> · {words.about(tool.name) ?? tool.description}</span>
                </span>
                <span className="shrink-0 text-12 text-muted">{t(`head.policy.${tool.policy}`)}</span>
              </li>
            ))}
          </ul>
          <Button size="small" className="mt-3" onClick={onTools}>
            {t("head.change")}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
