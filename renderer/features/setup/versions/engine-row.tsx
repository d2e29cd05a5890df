import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { EngineInstall } from "#common/domain/setup"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Badge } from "../../../ui/badge"
import { Button } from "../../../ui/button"
import { Card } from "../../../ui/card"
import { Dialog } from "../../../ui/dialog"
import { Disclosure } from "../../../ui/disclosure"
import { Facts } from "../../../ui/facts"
import { ProblemNotice } from "../../../ui/problem-notice"
import { showToast } from "../../../ui/toasts"

export interface EngineRowProps {
  readonly engine: EngineInstall
  readonly current: boolean
}

/** One engine: version, size, the proof that it answered; use it or remove it. */
export function EngineRow({ engine, current }: EngineRowProps) {
  const { t } = useTranslation(["setup", "ui"])
  const format = useFormat()
  const { client } = useGlimmer()
  const [asking, setAsking] = useState(false)
  const use = useAction(() => client.setup.use({ engineId: engine.id }))
  const size = format.bytes(engine.bytes)
  const remove = useAction(async () => {
    await client.setup.remove({ engineId: engine.id })
    setAsking(false)
    showToast({ text: t("setup:versions.removed", { version: engine.version, size }) })
  })
  const { selftest } = engine
  const problem = use.problem ?? remove.problem
  return (
    <li>
      <Card className="flex flex-col gap-3 p-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0">
            <h3 className="flex flex-wrap items-center gap-2.5 text-16">
              vLLM {engine.version}
              {current && <Badge tone="positive">{t("setup:versions.current")}</Badge>}
            </h3>
            <p className="tabular text-13 text-muted">
              {[
                t(`setup:versions.target.${engine.target}`),
                size,
                t("setup:versions.built", { when: format.dateTime(engine.builtAtMs) }),
              ].join(" · ")}
            </p>
            <p className="tabular text-13 text-muted">
              {selftest === null
                ? t("setup:versions.noProof")
                : t("setup:versions.proof", {
                    ready: format.duration(selftest.readyMs),
                    chat: format.duration(selftest.chatMs),
                    tool: format.duration(selftest.toolCallMs),
                  })}
            </p>
          </div>
          {!current && (
            <div className="flex gap-2">
              <Button size="small" busy={use.busy} onClick={() => void use.run()}>
                {t("setup:versions.use")}
              </Button>
              <Button size="small" variant="danger" onClick={() => setAsking(true)}>
                {t("setup:versions.remove")}
              </Button>
            </div>
          )}
        </div>
        {problem !== null && <ProblemNotice problem={problem} />}
        <Disclosure label={t("setup:versions.details")}>
          <Facts
            facts={[
              { term: "ID", value: <code>{engine.id}</code> },
              { term: "Python", value: engine.python },
              { term: "PyTorch", value: engine.torch },
              ...(selftest === null
                ? []
                : [
                    { term: t("setup:versions.question"), value: selftest.chat },
                    { term: t("setup:versions.toolCall"), value: <code>{selftest.toolCall}</code> },
                    { term: t("setup:versions.answer"), value: selftest.answer },
                  ]),
            ]}
          />
        </Disclosure>
        <Dialog
          open={asking}
          onOpenChange={setAsking}
          title={t("setup:versions.removeTitle", { version: engine.version })}
          className="w-[min(28rem,calc(100vw-2rem))]"
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t("ui:cancel")}</Button>
              <Button variant="danger" busy={remove.busy} onClick={() => void remove.run()}>
                {t("setup:versions.remove")}
              </Button>
            </>
          }
        >
          <p className="px-5 py-4">{t("setup:versions.removeText", { size })}</p>
        </Dialog>
      </Card>
    </li>
  )
}
