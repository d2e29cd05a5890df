import { existsSync, writeFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createFiles } from "#node/adapters/files"
import { publishedModel } from "../../fakes/hub-server"
import { libraryBench, MODEL, modelWhen, pulled, wish } from "./library-bench"

describe("the bin", () => {
  it("takes a model out of the lists and gives it back as it was; emptying frees the disk", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open()
    const { folder } = await pulled(library, wish())
    await library.remove(folder)
    expect(library.view.models).toEqual([])
    expect(existsSync(folder)).toBe(false)
    const [binned] = (await (await bench.open()).refresh()).bin
    expect(binned).toMatchObject({ id: MODEL, folder })
    expect(binned?.bytes).toBeGreaterThan(6_000_000)
    await library.restore(binned?.binId ?? "")
    expect(library.view).toMatchObject({
      bin: [],
      models: [{ folder, state: "complete", verified: "hashes" }],
    })
    await library.remove(folder)
    await library.emptyBin(null)
    expect(library.view).toMatchObject({ bin: [], models: [] })
    // What is left are empty folders.
    expect(await createFiles().folderBytes(bench.home.models)).toBeLessThan(50_000)
  })

  it.each(["", "{", "null", '{"format":1,"records":[1],"bin":[{}]}'])(
    "and the models are found again when the list of both is damaged: %j",
    async (damaged) => {
      const bench = await libraryBench()
      bench.hub.publish(MODEL, publishedModel())
      bench.hub.publish("o/b", publishedModel())
      const library = await bench.open()
      const { folder } = await pulled(library, wish())
      await pulled(library, wish({ id: "o/b" }))
      await library.remove(folder)
      await library.close()
      const list = join(bench.home.root, "library.json")
      writeFileSync(list, damaged)
      const again = await bench.open()
      expect(again.view).toMatchObject({
        bin: [{ id: MODEL, folder }],
        models: [{ id: "o/b", state: "complete" }],
      })
      await again.restore(again.view.bin[0]?.binId ?? "")
      expect(again.view).toMatchObject({ bin: [], models: [{ state: "complete" }, { state: "complete" }] })
      expect(await readFile(`${list}.broken`, "utf8")).toBe(damaged)
    },
  )

  it("is not for a model that is being served", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open({ served: () => join(bench.home.models, MODEL) })
    const { folder } = await pulled(library, wish())
    await expect(library.remove(folder)).rejects.toThrow("model-in-use")
    expect(existsSync(folder)).toBe(true)
  })

  it("takes what a cancelled pull has brought", async () => {
    const bench = await libraryBench({ bytesPerSecond: 10_000_000 })
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open()
    const { folder } = await library.pull(wish())
    await modelWhen(library, folder, "running")
    await library.cancel(folder)
    expect(library.view.models).toEqual([])
    expect(library.view.bin).toHaveLength(1)
  })
})
