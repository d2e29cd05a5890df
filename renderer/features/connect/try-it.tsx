import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { ConnectAnswer } from "#common/domain/connect"
import { useFormat } from "../../i18n/use-format"
import { useAction } from "../../state/use-action"
import { useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { Card, Section } from "../../ui/card"
import { ProblemNotice } from "../../ui/problem-notice"

/** Asks the engine the way other programs do, and shows what it really said. */
export function TryIt({ ready }: { readonly ready: boolean }) {
  const { t } = useTranslation("connect")
  const { client } = useGlimmer()
  const [answer, setAnswer] = useState<ConnectAnswer | null>(null)
  const ask = useAction(async () => {
    setAnswer(null)
    setAnswer(await client.connect.ask({ question: t("try.question") }))
  })
  return (
    <Section
      title={t("try.title")}
      hint={t("try.hint")}
      action={
        <Button disabled={!ready} busy={ask.busy} onClick={() => void ask.run()}>
          {t(ask.busy ? "try.asking" : "try.ask")}
        </Button>
      }
    >
      {ask.problem !== null && <ProblemNotice problem={ask.problem} />}
      <output>{answer !== null && <Answer answer={answer} />}</output>
    </Section>
  )
}

function Answer({ answer: { text, thoughtsOnly, tookMs, tokens } }: { readonly answer: ConnectAnswer }) {
  const { t } = useTranslation("connect")
  const format = useFormat()
  const speed = tokens === null || tookMs < 50 ? null : (tokens * 1000) / tookMs
  const figures = [
    format.duration(tookMs),
    tokens === null ? null : t("try.tokens", { count: tokens }),
    speed === null ? null : t("try.speed", { speed: format.number(speed, speed < 10 ? 1 : 0) }),
  ].filter((figure) => figure !== null)
  return (
    <Card className="rises flex flex-col gap-2 p-4">
      <p className="text-13 text-muted">{t("try.asked", { question: t("try.question") })}</p>
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text === "" ? t("try.nothing") : text}</p>
      {thoughtsOnly && <p className="text-13 text-muted">{t("try.thoughts")}</p>}
      <p className="tabular text-12 text-muted">{figures.join(" · ")}</p>
    </Card>
  )
}
