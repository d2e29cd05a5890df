import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { ProblemCode } from "#common/domain/problem"
import { FileServer } from "../../fakes/file-server"
import { startProxy } from "../../fakes/proxy-server"
import { SmallDisk } from "./small-disk"
import { expect, type Stage, test } from "./stage"

/** Setups that cannot succeed, each begun and looked at on the page; those that a button cures, cured by it. */
const TLS = fileURLToPath(new URL("../../fixtures/tls", import.meta.url))
const NOBODY = "http://127.0.0.1:9/simple"

test("no way to the package index; another source is chosen on the page, and it goes on", async ({
  stage,
}) => {
  const here = await stage()
  await begun(here, NOBODY)
  await failed(here, "index-unreachable", "setup-no-network")
  const { page, glimmer } = here
  await page.getByRole("button", { name: "Change the package source" }).click()
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: /The usual source/ })
    .click()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Try again" }).click()
  // What needs the index has been done: the rest is the story of the whole path.
  await glimmer.setupUntil(({ snapshot }) => snapshot.steps.find(({ id }) => id === "lock")?.state === "done")
  await here.picture("setup-no-network-cured")
  await page.getByRole("button", { name: "Pause" }).click()
  await glimmer.setupUntil(({ snapshot }) => snapshot.phase === "paused")
})

test("an index that has no vLLM", async ({ stage }) => {
  await using index = await FileServer.start({
    route: () => ({
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<!DOCTYPE html><html></html>",
    }),
  })
  const here = await stage()
  await begun(here, index.url("/simple"))
  await failed(here, "index-lacks-package", "setup-index-lacks-package")
})

test("an index whose certificate nobody vouches for", async ({ stage }) => {
  const tls = { cert: readFileSync(`${TLS}/server.pem`), key: readFileSync(`${TLS}/server.key`) }
  await using index = await FileServer.start({ tls })
  const here = await stage()
  await begun(here, index.url("/simple"))
  await failed(here, "ssl-cert-failed", "setup-certificate")
})

test("a proxy that wants a password", async ({ stage }) => {
  const proxy = await startProxy({ password: "anna:secret" })
  const here = await stage({ environment: { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: "" } })
  await begun(here, "https://packages.invalid/simple")
  await failed(here, "proxy-refused", "setup-proxy")
  await proxy.close()
})

test("a disk with no room for an engine, said before anything is fetched", async ({ stage }) => {
  await using disk = await SmallDisk.mount(300)
  test.skip(disk === null, "a small disk cannot be mounted here")
  if (disk === null) return
  const here = await stage({ root: disk.folder })
  await begun(here, null)
  await failed(here, "disk-too-small", "setup-disk-too-small")
})

/** Walks to the setup as a person does and begins it; packages come from `index`. */
async function begun({ page, glimmer }: Stage, index: string | null): Promise<void> {
  if (index !== null) {
    await glimmer.ask((client) => client.settings.update({ index: { kind: "custom", url: index } }))
  }
  const press = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click()
  await press("Start")
  await press("Go on with a trial")
  await page.getByRole("radio", { name: /Self-test model/ }).click()
  await press("Continue")
  await press("Continue")
  await press("Build the engine")
}

async function failed({ page, glimmer, picture }: Stage, code: ProblemCode, name: string): Promise<void> {
  const { snapshot } = await glimmer.setupUntil(({ snapshot: { phase } }) => phase === "failed")
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible()
  await picture(name)
  expect(snapshot.problem).toMatchObject({ code })
}
