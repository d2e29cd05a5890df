import { Component, type ErrorInfo, type ReactNode } from "react"
import { Translation } from "react-i18next"
import { Button } from "../ui/button"
import { CopyButton } from "../ui/copy-button"
import { Disclosure } from "../ui/disclosure"
import { Mark } from "../ui/mark"

interface State {
  readonly error: Error | null
  readonly where: string
}

/** The last net: a plain sentence, a way on, and the evidence for whoever wants to report it. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null, where: "" }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(_error: Error, info: ErrorInfo): void {
    this.setState({ where: info.componentStack ?? "" })
  }

  override render() {
    const { error, where } = this.state
    if (error === null) return this.props.children
    const evidence = `${error.stack ?? error.message}\n${where}`
    return (
      <Translation ns={["app", "ui"]}>
        {(t) => (
          <main role="alert" className="mx-auto flex h-full max-w-[40rem] flex-col justify-center gap-4 p-8">
            <Mark className="size-10" />
            <h1 className="text-20">{t("app:broken.title")}</h1>
            <p className="text-muted">{t("app:broken.text")}</p>
            <div className="flex gap-2">
              <Button variant="primary" onClick={() => location.reload()}>
                {t("ui:reload")}
              </Button>
              <CopyButton withLabel text={() => evidence} />
            </div>
            <Disclosure label={t("ui:details")}>
              <pre className="max-h-64 overflow-auto rounded-card bg-sunken p-3 text-12">{evidence}</pre>
            </Disclosure>
          </main>
        )}
      </Translation>
    )
  }
}
