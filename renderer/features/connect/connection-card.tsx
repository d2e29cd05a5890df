import Eye from "lucide-react/icons/eye"
import EyeOff from "lucide-react/icons/eye-off"
import { type ReactNode, useState } from "react"
import { useTranslation } from "react-i18next"
import { Button } from "../../ui/button"
import { Card } from "../../ui/card"
import { CopyButton } from "../../ui/copy-button"
import { Dialog } from "../../ui/dialog"
import { IconButton } from "../../ui/icon-button"
import { Notice } from "../../ui/notice"
import { ProblemNotice } from "../../ui/problem-notice"
import type { Connection, ShownKey } from "./use-connection"

/** As long as the key is, so that nothing moves when it is shown. */
export const MASK = "•".repeat(32)

export interface ConnectionCardProps {
  readonly connection: Connection
  readonly modelName: string
  readonly hiddenKey: ShownKey
}

/** The three things every program asks for. */
export function ConnectionCard({ connection, modelName, hiddenKey }: ConnectionCardProps) {
  const { t } = useTranslation("connect")
  const { shown, problem, renewed } = hiddenKey
  return (
    <div className="flex flex-col gap-3">
      {problem !== null && <ProblemNotice problem={problem} />}
      {renewed && <Notice level="note" title={t("key.renewed")} />}
      <Card>
        <dl className="divide-y divide-line">
          <Detail
            name={t("address.name")}
            term="base URL"
            value={connection.baseUrl}
            hint={connection.unusualPort ? t("address.unusual") : t("address.hint")}
          >
            <CopyButton text={() => connection.baseUrl} label={t("address.copy")} />
          </Detail>
          <Detail name={t("key.name")} term="API key" value={shown?.key ?? MASK} hint={t("key.hint")}>
            <RenewKey hiddenKey={hiddenKey} />
            <IconButton
              size="small"
              label={t(shown === null ? "key.show" : "key.hide")}
              icon={shown === null ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
              onClick={hiddenKey.toggle}
            />
            <CopyButton text={hiddenKey.read} label={t("key.copy")} />
          </Detail>
          <Detail name={t("model.name")} term="model" value={modelName} hint={t("model.hint")}>
            <CopyButton text={() => modelName} label={t("model.copy")} />
          </Detail>
        </dl>
      </Card>
    </div>
  )
}

interface DetailProps {
  readonly name: string
  /** What other programs call it. */
  readonly term: string
  readonly value: string
  readonly hint: string
  readonly children: ReactNode
}

function Detail({ name, term, value, hint, children }: DetailProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-3">
      <dt className="w-40 shrink-0">
        <span className="block text-14 font-medium">{name}</span>
        <span className="block text-12 text-muted">{term}</span>
      </dt>
      <dd className="min-w-0 flex-1 basis-72">
        <code className="block [overflow-wrap:anywhere]">{value}</code>
        <span className="block text-12 text-muted">{hint}</span>
      </dd>
      <dd className="ml-auto flex items-center gap-1">{children}</dd>
    </div>
  )
}

/** A new key locks every program out that has the old one: said before it is done. */
function RenewKey({ hiddenKey }: { readonly hiddenKey: ShownKey }) {
  const { t } = useTranslation(["connect", "ui"])
  const [asking, setAsking] = useState(false)
  const renew = async () => {
    if (await hiddenKey.renew()) setAsking(false)
  }
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => setAsking(true)}>
        {t("connect:key.renew")}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("connect:key.renewTitle")}
        className="w-[min(28rem,calc(100vw-2rem))]"
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t("ui:cancel")}</Button>
            <Button variant="primary" busy={hiddenKey.busy} onClick={() => void renew()}>
              {t("connect:key.renew")}
            </Button>
          </>
        }
      >
        <p className="px-5 py-4">{t("connect:key.renewText")}</p>
      </Dialog>
    </>
  )
}
