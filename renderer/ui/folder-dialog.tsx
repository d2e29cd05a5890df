import CornerLeftUp from "lucide-react/icons/corner-left-up"
import File from "lucide-react/icons/file"
import Folder from "lucide-react/icons/folder"
import House from "lucide-react/icons/house"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import type { FolderListing } from "#common/contract/machine"
import { useFormat } from "../i18n/use-format"
import { Badge } from "./badge"
import { Button } from "./button"
import { classes } from "./classes"
import { Dialog } from "./dialog"
import { TextInput } from "./field"
import { IconButton } from "./icon-button"
import { Skeleton } from "./skeleton"

export interface FolderDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** A folder that holds a model, any folder, or one file. */
  readonly choose: "model" | "folder" | "file"
  /** What it is for, where that is more than choosing. */
  readonly title?: string
  readonly hint?: string
  /** Reads a folder of the machine the engine runs on; null is the home folder. The same function every time. */
  readonly list: (path: string | null) => Promise<FolderListing>
  readonly onChoose: (path: string) => void
}

/** The disk of the machine the engine runs on, which need not be the one this page is shown on. */
export function FolderDialog({ open, onOpenChange, choose, title, hint, list, onChoose }: FolderDialogProps) {
  const { t } = useTranslation("ui")
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title ?? t(choose === "file" ? "folder.fileTitle" : "folder.title")}
      {...(hint === undefined ? {} : { hint })}
    >
      {open && <Browser choose={choose} list={list} onChoose={onChoose} />}
    </Dialog>
  )
}

function Browser({ choose, list, onChoose }: Pick<FolderDialogProps, "choose" | "list" | "onChoose">) {
  const { t } = useTranslation("ui")
  const { listing, failed, visit } = useFolder(list)
  const [filter, setFilter] = useState("")
  const [typed, setTyped] = useState<string | null>(null)
  const [file, setFile] = useState<string | null>(null)
  const goTo = (path: string | null) => {
    setFilter("")
    setTyped(null)
    setFile(null)
    visit(path)
  }
  const here = listing?.path ?? ""
  const wanted = filter.trim().toLowerCase()
  const entries = (listing?.entries ?? []).filter((entry) => entry.name.toLowerCase().includes(wanted))
  const isModel = listing?.entries.some((entry) => entry.name === "config.json") === true
  return (
    <div className="flex h-[min(30rem,70dvh)] flex-col">
      <form
        className="flex items-center gap-1.5 border-b border-line p-3"
        onSubmit={(event) => {
          event.preventDefault()
          goTo(typed ?? here)
        }}
      >
        <IconButton label={t("folder.home")} icon={<House aria-hidden />} onClick={() => goTo(null)} />
        <IconButton
          label={t("folder.up")}
          icon={<CornerLeftUp aria-hidden />}
          disabled={listing?.parent == null}
          onClick={() => goTo(listing?.parent ?? null)}
        />
        <TextInput
          aria-label={t("folder.path")}
          value={typed ?? here}
          onChange={(event) => setTyped(event.target.value)}
          className="min-w-0 flex-1 font-mono text-13"
        />
        {typed !== null && typed !== here && <Button type="submit">{t("folder.go")}</Button>}
      </form>
      <div className="border-b border-line px-3 py-2">
        <TextInput
          aria-label={t("folder.filter")}
          placeholder={t("folder.filter")}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className="h-8 w-full text-13"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        {failed && <p className="p-3 text-13 text-danger">{t("folder.unreadable")}</p>}
        {listing === null && !failed && <Skeleton className="m-2 h-6 w-1/2" />}
        {listing !== null && entries.length === 0 && (
          <p className="p-3 text-13 text-muted">
            {wanted === "" ? t("folder.empty") : t("folder.noneMatch")}
          </p>
        )}
        <ul>
          {entries.map((entry) => (
            <EntryRow
              key={entry.name}
              entry={entry}
              chosen={file === entry.name}
              onClick={() => (entry.kind === "folder" ? goTo(joined(here, entry.name)) : setFile(entry.name))}
              selectable={entry.kind === "folder" || choose === "file"}
            />
          ))}
        </ul>
        {listing !== null && listing.omitted > 0 && (
          <p className="p-3 text-13 text-muted">{t("folder.omitted", { count: listing.omitted })}</p>
        )}
      </div>
      <footer className="flex flex-wrap items-center justify-end gap-3 border-t border-line px-4 py-3">
        {choose === "model" && !isModel && listing !== null && (
          <p className="min-w-0 flex-1 text-12 text-muted">{t("folder.notModel")}</p>
        )}
        {choose !== "file" ? (
          <Button
            variant="primary"
            disabled={listing === null || (choose === "model" && !isModel)}
            onClick={() => onChoose(here)}
          >
            {t("folder.chooseThis")}
          </Button>
        ) : (
          <Button
            variant="primary"
            disabled={file === null}
            onClick={() => file !== null && onChoose(joined(here, file))}
          >
            {t("folder.chooseFile")}
          </Button>
        )}
      </footer>
    </div>
  )
}

interface EntryRowProps {
  readonly entry: FolderListing["entries"][number]
  readonly chosen: boolean
  readonly selectable: boolean
  readonly onClick: () => void
}

function EntryRow({ entry, chosen, selectable, onClick }: EntryRowProps) {
  const { t } = useTranslation("ui")
  const format = useFormat()
  const Icon = entry.kind === "folder" ? Folder : File
  return (
    <li>
      <button
        type="button"
        disabled={!selectable}
        aria-pressed={entry.kind === "file" && selectable ? chosen : undefined}
        onClick={onClick}
        className={classes(
          "flex w-full items-center gap-2.5 rounded-control px-2.5 py-1.5 text-left text-13 enabled:hover:bg-hover disabled:opacity-60",
          chosen && "bg-accent-soft",
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1 truncate">{entry.name}</span>
        {entry.model && <Badge tone="positive">{t("folder.isModel")}</Badge>}
        {entry.bytes !== null && (
          <span className="tabular text-12 text-muted">{format.bytes(entry.bytes)}</span>
        )}
      </button>
    </li>
  )
}

/** The folder that was last gone to; where one was stays in sight when a folder cannot be read. */
function useFolder(list: FolderDialogProps["list"]) {
  const [target, setTarget] = useState<{ readonly path: string | null }>({ path: null })
  const [state, setState] = useState<{ readonly listing: FolderListing | null; readonly failed: boolean }>({
    listing: null,
    failed: false,
  })
  useEffect(() => {
    let left = false
    const read = async () => {
      try {
        const listing = await list(target.path)
        if (!left) setState({ listing, failed: false })
      } catch {
        if (!left) setState((former) => ({ ...former, failed: true }))
      }
    }
    void read()
    return () => {
      left = true
    }
  }, [list, target])
  return { ...state, visit: (path: string | null) => setTarget({ path }) }
}

function joined(folder: string, name: string): string {
  return folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`
}
