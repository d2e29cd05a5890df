import ArrowUp from "lucide-react/icons/arrow-up"
import Paperclip from "lucide-react/icons/paperclip"
import Square from "lucide-react/icons/square"
import { type KeyboardEvent, useCallback, useEffect, useId, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useAction } from "../../../state/use-action"
import { useGlimmer, useLivePart } from "../../../state/use-glimmer"
import { FolderDialog } from "../../../ui/folder-dialog"
import { IconButton } from "../../../ui/icon-button"
import { ProblemNotice } from "../../../ui/problem-notice"
import { DraftFiles } from "./draft-files"
import { putDraftAttachments, putDraftText, returnDraft, takeDraft, useDraft } from "./drafts"
import { sendsMessage } from "./sends-message"

export interface ComposerProps {
  readonly threadId: string | null
  readonly messages: readonly Message[]
  readonly onThread: (threadId: string) => void
}

/** Where the next message is written. */
export function Composer({ threadId, messages, onThread }: ComposerProps) {
  const { t } = useTranslation("chat")
  const { client, engine } = useGlimmer()
  const draft = useDraft(threadId)
  const hintId = useId()
  const [choosing, setChoosing] = useState(false)
  const ready = useLivePart(engine, (view) => view?.state === "ready")
  const modelName = useLivePart(engine, (view) => view?.request?.modelName ?? null)
  const answering = messages.some((one) => one.status === "streaming" || one.status === "waiting")

  const send = useAction(async () => {
    const taken = takeDraft(threadId)
    try {
      const id = threadId ?? (await client.chat.createThread()).id
      const attachments = taken.attachments.map((file) => file.path)
      await client.chat.send({ threadId: id, text: taken.text, attachments })
      if (threadId === null) onThread(id)
    } catch (error) {
      returnDraft(threadId, taken)
      throw error
    }
  })
  const attach = useAction(async (path: string) => {
    const file = await client.chat.describeFile({ path })
    const others = draft.attachments.filter((one) => one.path !== file.path)
    putDraftAttachments(threadId, [...others, file])
  })
  const browse = useCallback((path: string | null) => client.machine.browse({ path, files: true }), [client])
  const stop = useAction(async () => {
    if (threadId !== null) await client.chat.stop({ threadId })
  })
  useEscape(answering, () => void stop.run())

  const maySend = ready && !answering && !send.busy && draft.text.trim() !== ""
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sendsMessage(event.nativeEvent)) return
    event.preventDefault()
    if (maySend) void send.run()
  }
  const problem = send.problem ?? attach.problem ?? stop.problem
  return (
    <div>
      {problem !== null && <ProblemNotice problem={problem} className="mb-2" />}
      <div className="rounded-card border border-control/50 bg-raised focus-within:border-accent focus-within:outline-2 focus-within:outline-accent">
        <DraftFiles
          files={draft.attachments}
          onRemove={(path) =>
            putDraftAttachments(
              threadId,
              draft.attachments.filter((file) => file.path !== path),
            )
          }
        />
        <textarea
          data-composer
          rows={1}
          value={draft.text}
          aria-label={t("composer.label")}
          aria-describedby={hintId}
          placeholder={
            modelName === null
              ? t("composer.placeholderPlain")
              : t("composer.placeholder", { model: modelName })
          }
          onChange={(event) => putDraftText(threadId, event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content block max-h-[calc(8lh+1.5rem)] w-full resize-none bg-transparent px-4 pt-3 pb-1 leading-relaxed outline-none placeholder:text-muted"
        />
        <p id={hintId} className="sr-only">
          {t("composer.hint")}
        </p>
        <div className="flex items-center justify-between p-2">
          <IconButton
            label={t("composer.attach")}
            icon={<Paperclip aria-hidden />}
            onClick={() => setChoosing(true)}
          />
          {answering ? (
            <RoundButton label={t("composer.stop")} shortcut="Escape" onClick={() => void stop.run()}>
              <Square aria-hidden fill="currentColor" className="!size-3" />
            </RoundButton>
          ) : (
            <RoundButton
              label={t("composer.send")}
              shortcut="Enter"
              disabled={!maySend}
              onClick={() => void send.run()}
            >
              <ArrowUp aria-hidden strokeWidth={2.5} />
            </RoundButton>
          )}
        </div>
      </div>
      <FolderDialog
        open={choosing}
        onOpenChange={setChoosing}
        choose="file"
        list={browse}
        onChoose={(path) => {
          setChoosing(false)
          void attach.run(path)
        }}
      />
    </div>
  )
}

interface RoundButtonProps {
  readonly label: string
  readonly shortcut: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: React.ReactNode
}

function RoundButton({ label, shortcut, disabled = false, onClick, children }: RoundButtonProps) {
  return (
    <IconButton
      label={label}
      shortcut={shortcut}
      icon={children}
      disabled={disabled}
      onClick={onClick}
      className="bg-accent text-on-accent hover:bg-accent-hover hover:text-on-accent"
    />
  )
}

/** Esc stops the answer, unless something stands open that Esc closes first. */
function useEscape(active: boolean, run: () => void): void {
  useEffect(() => {
    if (!active) return
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return
      if (document.querySelector("[role=dialog], [role=menu]") !== null) return
      run()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  })
}
