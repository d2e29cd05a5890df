import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { startI18n } from "../i18n/start"
import { connect } from "../rpc/connect"
import { createGlimmer } from "../state/glimmer"
import { GlimmerProvider } from "../state/use-glimmer"
import { HintProvider } from "../ui/hint"
import "./app.css"
import { App } from "./app"
import { applyAppearance, rememberedAppearance, spokenLanguage } from "./appearance"
import { ErrorBoundary } from "./error-boundary"

const glimmer = createGlimmer(connect())
const appearance = rememberedAppearance()
await startI18n(spokenLanguage(appearance.language))
applyAppearance(appearance)

const root = document.getElementById("root")
if (root === null) throw new Error("the page has no root")
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <GlimmerProvider glimmer={glimmer}>
        <HintProvider>
          <App />
        </HintProvider>
      </GlimmerProvider>
    </ErrorBoundary>
  </StrictMode>,
)
