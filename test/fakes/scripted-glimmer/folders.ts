import type { FolderListing } from "#common/contract/machine"
import type { Attachment } from "#common/domain/chat"

type Entry = FolderListing["entries"][number]

const folder = (name: string, model = false): Entry => ({ name, kind: "folder", bytes: null, model })
const file = (name: string, bytes: number): Entry => ({ name, kind: "file", bytes, model: false })

/** A small disk. */
const DISK: Readonly<Record<string, readonly Entry[]>> = {
  "/": [folder("data"), folder("home")],
  "/data": [folder("models"), folder("photos")],
  "/data/models": [
    folder("GLM-4-9B-0414", true),
    folder("GLM-4-32B-0414-一个名字特别长的文件夹用来检查换行和省略", true),
    folder("empty"),
  ],
  "/data/models/GLM-4-9B-0414": [
    file("config.json", 812),
    file("generation_config.json", 214),
    file("model-00001-of-00004.safetensors", 4_984_147_224),
    file("tokenizer.json", 19_966_496),
  ],
  "/data/models/empty": [],
  "/data/photos": Array.from({ length: 12 }, (_, at) => folder(`2024-${String(at + 1).padStart(2, "0")}`)),
  "/home": [folder("user")],
  "/home/user": [folder("Documents"), folder("Downloads"), folder("模型"), file("notes.txt", 2048)],
  "/home/user/Documents": [
    file("lease.txt", 48_200),
    file("租赁合同.txt", 51_800),
    file("picture.png", 1_204_223),
  ],
  "/home/user/Downloads": [],
  "/home/user/模型": [folder("GLM-4-9B-0414", true)],
  "/home/user/模型/GLM-4-9B-0414": [file("config.json", 812), file("model.safetensors", 18_804_000_000)],
}

/** One folder of the small disk; null when there is none. */
export function listFolder(path: string | null, files: boolean): FolderListing | null {
  const at = path ?? "/home/user"
  const entries = DISK[at]
  if (entries === undefined) return null
  const parent = at === "/" ? null : at.slice(0, at.lastIndexOf("/")) || "/"
  const shown = files ? entries : entries.filter((entry) => entry.kind === "folder")
  return { path: at, parent, entries: shown, omitted: at === "/data/photos" ? 9_600 : 0 }
}

/** A file of the small disk as an attachment; null unless it is text. */
export function describeFile(path: string): Attachment | null {
  const name = path.slice(path.lastIndexOf("/") + 1)
  const entry = DISK[path.slice(0, path.lastIndexOf("/"))]?.find((one) => one.name === name)
  return entry === undefined || !name.endsWith(".txt") ? null : { name, path, bytes: entry.bytes ?? 0 }
}
