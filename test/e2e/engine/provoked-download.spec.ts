import { mkdir, readFile, rm, statfs, truncate, writeFile } from "node:fs/promises"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { LibraryModel } from "#common/domain/library"
import type { ProblemCode } from "#common/domain/problem"
import { HubServer, publishedModel } from "../../fakes/hub-server"
import { SmallDisk } from "./small-disk"
import { expect, type Stage, test } from "./stage"

/** Models that cannot be had, each asked for on the page; those that a button cures, cured by it. */
const ID = "zai-org/GLM-tiny"
const TLS = fileURLToPath(new URL("../../fixtures/tls", import.meta.url))
const MIB = 1024 ** 2

test("no way to the hub; another server is named in the settings, and the model is found", async ({
  stage,
}) => {
  await using mirror = await HubServer.start()
  mirror.publish(ID, publishedModel())
  const here = await stage({ environment: { MODELSCOPE_ENDPOINT: "http://127.0.0.1:9" } })
  await here.glimmer.ask((client) =>
    client.settings.update({
      downloads: { source: "auto", huggingfaceMirror: "http://127.0.0.1:9", limitBytesPerSecond: null },
    }),
  )
  const dialog = await lookedUp(here)
  await expect(dialog.getByRole("status")).toContainText("can't be reached")
  await here.picture("hub-unreachable")
  await dialog.getByRole("button", { name: "Download settings" }).click()
  const settings = here.page.getByRole("dialog", { name: "Download settings" })
  await settings.getByRole("textbox", { name: "Server in place of Hugging Face" }).fill(mirror.endpoint)
  await here.page.keyboard.press("Enter")
  await here.page.keyboard.press("Escape")
  const again = await lookedUp(here)
  await expect(again).toContainText("6 MB, 8 files")
  await here.picture("hub-unreachable-cured")
})

test("a hub whose certificate nobody vouches for", async ({ stage }) => {
  const tls = { cert: readFileSync(`${TLS}/server.pem`), key: readFileSync(`${TLS}/server.key`) }
  await using hub = await HubServer.start({ tls })
  const here = await stage({ environment: { HF_ENDPOINT: hub.endpoint } })
  const dialog = await lookedUp(here)
  await expect(dialog.getByRole("status")).toContainText("certificate")
  await here.picture("hub-certificate")
})

test("a model for which an agreement is asked; the token is entered on the page, and it comes", async ({
  stage,
}) => {
  await using hub = await HubServer.start()
  hub.publish(ID, publishedModel(), { gate: { known: ["hf_anna"], granted: ["hf_anna"] } })
  const here = await stage({ environment: { HF_ENDPOINT: hub.endpoint, HF_HOME: "/nonexistent" } })
  const dialog = await lookedUp(here)
  await expect(dialog.getByRole("status")).toBeVisible()
  await here.picture("hub-token-missing")
  await dialog.getByRole("button", { name: "Enter an access token" }).click()
  const settings = here.page.getByRole("dialog", { name: "Download settings" })
  await settings.getByRole("textbox", { name: "Token for Hugging Face" }).fill("hf_anna")
  await here.page.keyboard.press("Enter")
  await expect(settings).toContainText(/Kept in/)
  await here.page.keyboard.press("Escape")
  await (await lookedUp(here)).getByRole("button", { name: /^Download \d/ }).click()
  await until(here, ({ state }) => state === "complete")
  await here.picture("hub-token-missing-cured")
})

test("a name that no hub knows", async ({ stage }) => {
  await using hub = await HubServer.start()
  const here = await stage({ environment: { HF_ENDPOINT: hub.endpoint } })
  await expect((await lookedUp(here)).getByRole("status")).toContainText(ID)
  await here.picture("hub-model-not-found")
})

test("the disk fills up on the way; room is made, and it goes on where it was", async ({ stage }) => {
  await using disk = await SmallDisk.mount(120)
  test.skip(disk === null, "a small disk cannot be mounted here")
  if (disk === null) return
  const root = disk.folder
  await using hub = await HubServer.start({ bytesPerSecond: 20 * MIB })
  hub.publish(ID, publishedModel(30 * MIB))
  const here = await stage({ root, environment: { HF_ENDPOINT: hub.endpoint } })
  await (await lookedUp(here)).getByRole("button", { name: /^Download \d/ }).click()
  await until(here, ({ doneBytes }) => doneBytes > 5 * MIB)
  const filler = join(root, "somebody-elses")
  const { bavail, bsize } = await statfs(root)
  // Both write until nothing goes any more.
  await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => undefined)
  await until(here, ({ state }) => state === "failed")
  // For the pictures the language is changed, and a change of language is written down.
  await truncate(filler, MIB)
  await stopped(here, "disk-full", "download-disk-full")
  await rm(filler)
  await here.page.getByRole("button", { name: "Try again" }).click()
  await until(here, ({ state }) => state === "complete")
  await here.picture("download-disk-full-cured")
  // The files of a download that was cut off are those that are asked for again.
  expect(await readFile(join(root, "models", ID, "config.json"), "utf8").catch(() => "")).not.toBe("")
})

test("a server that sends a file wrong every time", async ({ stage }) => {
  await using hub = await HubServer.start()
  hub.publish(ID, publishedModel())
  hub.files.plan(
    `/blobs/${ID}/model-00002-of-00002.safetensors`,
    { kind: "corrupt", at: 1_000_000 },
    { times: 1000 },
  )
  const here = await stage({ environment: { HF_ENDPOINT: hub.endpoint } })
  await (await lookedUp(here)).getByRole("button", { name: /^Download \d/ }).click()
  await stopped(here, "download-corrupt", "download-corrupt")
})

test("a folder that holds no model, and one that only looks like it", async ({ stage }) => {
  const here = await stage()
  const folder = join(here.glimmer.root, "holiday")
  await mkdir(folder)
  await writeFile(join(folder, "beach.jpg"), "")
  await here.go("#/models")
  const { page } = here
  await page.getByRole("button", { name: "Add a model folder" }).click()
  const dialog = page.getByRole("dialog", { name: "Choose a folder" })
  await dialog.getByRole("textbox", { name: "Folder" }).fill(folder)
  await dialog.getByRole("button", { name: "Go" }).click()
  await expect(dialog).toContainText("There is no config.json here.")
  await expect(dialog.getByRole("button", { name: "Use this folder" })).toBeDisabled()
  await here.picture("folder-without-model")
  await writeFile(join(folder, "config.json"), "I am no JSON")
  await dialog.getByRole("textbox", { name: "Folder" }).fill(`${folder}/`)
  await dialog.getByRole("button", { name: "Go" }).click()
  await dialog.getByRole("button", { name: "Use this folder" }).click()
  await expect(page.getByRole("main").getByRole("status")).toContainText("config.json")
  await here.picture("folder-not-a-model")
})

/** Asks a hub for the model, as a person does. */
async function lookedUp({ page, go }: Stage) {
  await go("#/models/library")
  await page.getByRole("button", { name: "Get another model" }).click()
  const dialog = page.getByRole("dialog", { name: "Get another model" })
  await dialog.getByRole("textbox", { name: "Name or address" }).fill(ID)
  await page.keyboard.press("Enter")
  await expect(
    dialog.getByRole("status").or(dialog.getByRole("button", { name: /^Download \d/ })),
  ).toBeVisible()
  return dialog
}

async function stopped(here: Stage, code: ProblemCode, name: string): Promise<void> {
  const { problem } = await until(here, ({ state }) => state === "failed")
  await here.go("#/models/library")
  await expect(here.page.getByRole("main").getByRole("status")).toBeVisible()
  await here.picture(name)
  expect(problem).toMatchObject({ code })
}

function until({ glimmer }: Stage, is: (model: LibraryModel) => boolean): Promise<LibraryModel> {
  return glimmer.ask(async (client) => {
    for await (const { state } of await client.library.watch({})) {
      const found = state.models.find(({ id }) => id === ID)
      if (found !== undefined && is(found)) return found
    }
    throw new Error("the library stopped telling")
  })
}
