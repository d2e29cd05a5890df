import type { english } from "./en"

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "ui"
    resources: typeof english
    returnNull: false
  }
}
