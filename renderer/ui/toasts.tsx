import { Toast } from "radix-ui"
import { useTranslation } from "react-i18next"
import { create } from "zustand"
import { Button } from "./button"

/** A short word about something that just happened, with the way back where there is one. */
export interface ToastMessage {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
  readonly tone?: "neutral" | "danger"
}

const useToasts = create<{ readonly toasts: readonly (ToastMessage & { readonly id: number })[] }>(() => ({
  toasts: [],
}))
let lastId = 0

/** Shows a message for a while; with an action it stays long enough to think. */
export function showToast(message: ToastMessage): void {
  const id = ++lastId
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { ...message, id }] }))
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}

/** Where messages appear; stands once in the program. */
export function Toasts() {
  const { t } = useTranslation("ui")
  const toasts = useToasts((state) => state.toasts)
  return (
    <Toast.Provider swipeDirection="right" label={t("notification")}>
      {toasts.map((toast) => (
        <Toast.Root
          key={toast.id}
          duration={toast.action === undefined ? 5000 : 9000}
          onOpenChange={(open) => {
            if (!open) dismiss(toast.id)
          }}
          className="rises flex items-center gap-3 rounded-card bg-float py-2.5 pr-2.5 pl-4 shadow-float"
        >
          <Toast.Description className={toast.tone === "danger" ? "text-danger" : ""}>
            {toast.text}
          </Toast.Description>
          {toast.action !== undefined && (
            <Toast.Action asChild altText={toast.action.label}>
              <Button size="small" onClick={toast.action.run}>
                {toast.action.label}
              </Button>
            </Toast.Action>
          )}
        </Toast.Root>
      ))}
      <Toast.Viewport
        label={t("notifications")}
        className="fixed bottom-4 left-1/2 z-50 flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col gap-2 outline-none"
      />
    </Toast.Provider>
  )
}
