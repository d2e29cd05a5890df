/** A file of a repository, as its hub lists it. */
export interface HubFile {
  /** From the repository's root, with `/`. */
  readonly path: string
  /** Null where the hub does not tell. */
  readonly bytes: number | null
  /** Hexadecimal; null for files that the hub keeps in git itself. */
  readonly sha256: string | null
  /** Git's own hash of the file, hexadecimal; null where there is none. */
  readonly gitSha1: string | null
}

/** Weights in formats of other programs: beside safetensors they are the same numbers once more. */
const OTHER_FORMATS = /\.(?:bin|pt|pth|ckpt|gguf|ggml|onnx|onnx_data|h5|msgpack|ot|tflite|mlmodel|nemo)$/iu
const OTHER_FOLDERS = /^(?:original|onnx|openvino|coreml)\//iu
/** Names that a download keeps beside its files, and Glimmer's own note and lock. */
const OWN_NAMES = /(?:^|\/)\.(?:glimmer\.(?:json|lock)|[^/]+\.(?:part|journal))$/u

const WEIGHTS = /\.(?:safetensors|bin|pt|pth|gguf)$/iu

/** Whether a path of a listing may be written below a folder. */
function isSafePath(path: string): boolean {
  const parts = path.split("/")
  const isPlain = parts.every((part) => part !== "" && part !== "." && part !== "..")
  return (
    isPlain && !/[\\\0]/u.test(path) && !OWN_NAMES.test(path) && parts[0] !== ".git" && path.length < 1000
  )
}

export function isWeightFile(path: string): boolean {
  return WEIGHTS.test(path)
}

/** What of a repository is worth fetching: all of it, but each weight only once. */
export function filesToFetch(files: readonly HubFile[]): readonly HubFile[] {
  // Pages of a list that changes meanwhile can name a file twice.
  const once = new Map(files.map((file) => [file.path, file]))
  const safe = [...once.values()].filter((file) => isSafePath(file.path))
  if (!safe.some((file) => /^[^/]+\.safetensors$/u.test(file.path))) return safe
  return safe.filter(({ path }) => !OTHER_FORMATS.test(path) && !OTHER_FOLDERS.test(path))
}

/** vLLM can do something with it. */
export function isServable(files: readonly HubFile[]): boolean {
  return files.some(({ path }) => path === "config.json") && files.some(({ path }) => isWeightFile(path))
}

/** Exact bytes of the weights among these files; those of unknown size count as nothing. */
export function weightBytesOf(files: readonly HubFile[]): number {
  return files.reduce((sum, { path, bytes }) => sum + (isWeightFile(path) ? (bytes ?? 0) : 0), 0)
}

/** Both lists name the same weights, each with its hash. */
export function haveSameWeights(one: readonly HubFile[], other: readonly HubFile[]): boolean {
  const hashes = (files: readonly HubFile[]) =>
    filesToFetch(files)
      .filter(({ path }) => isWeightFile(path))
      .map(({ path, sha256 }) => `${path} ${sha256}`)
      .toSorted()
  const [left, right] = [hashes(one), hashes(other)]
  const isKnown = left.length > 0 && !left.some((line) => line.endsWith(" null"))
  return isKnown && left.length === right.length && left.every((line, index) => line === right[index])
}
