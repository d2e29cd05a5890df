import { join } from "node:path"
import { z } from "zod"
import { SELFTEST_MODEL_NAME } from "#common/data/selftest"
import type { LibraryModel } from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Home } from "../../home"
import type { Ports } from "../../ports"
import { parseJson } from "../../parse-json"
import { readModelFolder } from "./read-model-folder"

/** The id of the model that comes with the program. */
export const SELFTEST_MODEL_ID = "selftest"
const FOLDER_PREFIX = "folder:"

/** Models that are on this machine: the one that comes with Glimmer, those in its library, and folders a person pointed at. */
export class ModelsService {
  constructor(
    private readonly ports: Pick<Ports, "files" | "log">,
    private readonly home: Pick<Home, "root">,
    /** Folder of the self-test model. */
    private readonly selftestPath: string,
    /** What lies on this machine, fetched by Glimmer or by others. */
    private readonly library: () => readonly LibraryModel[],
  ) {}

  /** The self-test model first, then the library, then folders in the order they were added. What is not whole is left out. */
  async list(): Promise<readonly ModelChoice[]> {
    const choices = [await this.find(SELFTEST_MODEL_ID)]
    const whole = this.library().filter(({ state }) => state === "complete")
    for (const model of whole) await this.#add(choices, () => this.#ofLibrary(model))
    for (const path of await this.#folders()) {
      if (whole.some(({ folder }) => folder === path)) continue
      await this.#add(choices, () => readModelFolder(this.ports.files, path))
    }
    return choices
  }

  /** Errors: `not-a-model-folder`, `model-incomplete`. */
  async addFolder(path: string): Promise<ModelChoice> {
    const real = (await this.ports.files.realPath(path)) ?? path
    const choice = await readModelFolder(this.ports.files, real)
    const folders = await this.#folders()
    if (!folders.includes(real)) await this.#save([...folders, real])
    return choice
  }

  async forgetFolder(path: string): Promise<void> {
    await this.#save((await this.#folders()).filter((folder) => folder !== path))
  }

  /**
   * A model by its id: `selftest`, `folder:<path>`, or a hub's id that lies in Glimmer's own model folder. Errors:
   * `model-not-here`, and those of reading a folder.
   */
  async find(id: string): Promise<ModelChoice> {
    const { files } = this.ports
    if (id === SELFTEST_MODEL_ID) {
      const choice = await readModelFolder(files, this.selftestPath)
      return { ...choice, id, kind: "selftest", name: SELFTEST_MODEL_NAME }
    }
    const model = this.library().find(({ choiceId }) => choiceId === id)
    if (model !== undefined) return this.#ofLibrary(model)
    if (id.startsWith(FOLDER_PREFIX)) return readModelFolder(files, id.slice(FOLDER_PREFIX.length))
    throw new ProblemError(makeProblem("model-not-here", { model: id }))
  }

  async #ofLibrary({ choiceId, folder, name }: LibraryModel): Promise<ModelChoice> {
    const choice = await readModelFolder(this.ports.files, folder)
    return { ...choice, id: choiceId, name, kind: choiceId.startsWith(FOLDER_PREFIX) ? "folder" : "catalog" }
  }

  async #add(choices: ModelChoice[], read: () => Promise<ModelChoice>): Promise<void> {
    try {
      choices.push(await read())
    } catch (error) {
      this.ports.log.info("model folder left out", { error: String(error) })
    }
  }

  get #file(): string {
    return join(this.home.root, "model-folders.json")
  }

  async #folders(): Promise<readonly string[]> {
    const text = await this.ports.files.readText(this.#file)
    const parsed = z.array(z.string()).safeParse(text === null ? [] : parseJson(text))
    return parsed.success ? parsed.data : []
  }

  async #save(folders: readonly string[]): Promise<void> {
    await this.ports.files.writeText(this.#file, `${JSON.stringify(folders, null, 1)}\n`)
  }
}
