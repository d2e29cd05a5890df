import { describe, expect, it, onTestFinished } from "vitest"
import { defaultSettings } from "#common/domain/settings"
import { createClock } from "#node/adapters/clock"
import { createHttp } from "#node/adapters/http"
import { createHttpBodies } from "#node/adapters/http-bodies"
import { type HubServer as Server, serversFor } from "#node/services/hub/hub-server"
import { inspectModel } from "#node/services/hub/inspect-model"
import { locateModel } from "#node/services/hub/locate-model"
import { HubServer, publishedModel } from "../../fakes/hub-server"
import { fakeLog } from "../../fakes/ports"

const ID = "zai-org/GLM-tiny"
const NO_TOKENS = { huggingface: null, modelscope: null }

function ports() {
  const log = fakeLog()
  const environment = {}
  return {
    http: createHttp({ environment, log }),
    bodies: createHttpBodies({ environment, log }),
    clock: createClock(),
  }
}

async function hubs(...paces: readonly (number | null)[]): Promise<readonly HubServer[]> {
  const started = await Promise.all(
    paces.map((pace) => HubServer.start(pace === null ? {} : { bytesPerSecond: pace })),
  )
  onTestFinished(async () => void (await Promise.all(started.map((hub) => hub[Symbol.asyncDispose]()))))
  return started
}

function huggingface(hub: HubServer): Server {
  return { source: "huggingface", endpoint: hub.endpoint, token: null }
}

const signal = new AbortController().signal
const wanted = { id: ID, revision: null }

function addresses(...asked: Parameters<typeof serversFor>): readonly string[] {
  return serversFor(...asked).map((one) => one.endpoint)
}

describe("servers to ask", () => {
  const { downloads } = defaultSettings()

  it.each([
    ["nothing set", {}, ["https://huggingface.co", "https://hf-mirror.com", "https://www.modelscope.cn"]],
    ["HF_ENDPOINT", { HF_ENDPOINT: "https://hub.example/" }, ["https://hub.example"]],
    ["MODELSCOPE_ENDPOINT", { MODELSCOPE_ENDPOINT: "ms.example" }, ["https://ms.example"]],
    ["both", { HF_ENDPOINT: "http://a", MODELSCOPE_ENDPOINT: "http://b" }, ["http://a", "http://b"]],
  ])("with %s where the choice is open", (_name, environment, expected) => {
    expect(addresses("auto", environment, downloads, NO_TOKENS)).toEqual(expected)
  })

  it("a wish for one hub counts, and so does the mirror somebody chose", () => {
    const chosen = { ...downloads, huggingfaceMirror: "https://mirror.example" }
    expect(addresses("modelscope", { HF_ENDPOINT: "http://a" }, downloads, NO_TOKENS)).toEqual([
      "https://www.modelscope.cn",
    ])
    expect(addresses("huggingface", {}, chosen, NO_TOKENS)).toEqual(["https://mirror.example"])
    expect(addresses("auto", {}, { ...downloads, source: "modelscope" }, NO_TOKENS)).toEqual([
      "https://www.modelscope.cn",
    ])
  })

  it.each(["not a url", "ftp://hub.example", "http://", "http://127.0.0.1:99999", "http://[::1"])(
    "%s is no address, which is said without repeating it, and is nothing to the other hub",
    (address) => {
      const environment = { HF_ENDPOINT: address }
      expect(() => addresses("auto", environment, downloads, NO_TOKENS)).toThrow("invalid-input")
      expect(addresses("modelscope", environment, downloads, NO_TOKENS)).toHaveLength(1)
    },
  )

  it("shows no token to a mirror that nobody named", () => {
    const servers = serversFor("auto", {}, downloads, { huggingface: "hf_secret", modelscope: "ms_secret" })
    expect(servers.map(({ endpoint, token }) => [endpoint, token])).toEqual([
      ["https://huggingface.co", "hf_secret"],
      ["https://hf-mirror.com", null],
      ["https://www.modelscope.cn", "ms_secret"],
    ])
  })
})

describe("where a model is", () => {
  it("the faster server comes first, however they are named", async () => {
    const [slow, fast] = await hubs(300_000, null)
    if (slow === undefined || fast === undefined) throw new Error("no hubs")
    for (const hub of [slow, fast]) hub.publish(ID, publishedModel(150_000_000))
    const located = await locateModel(ports(), [slow, fast].map(huggingface), wanted, signal)
    expect(located.map(({ listing }) => listing.server.endpoint)).toEqual([fast.endpoint, slow.endpoint])
    expect(located[0]?.rate).toBeGreaterThan(located[1]?.rate ?? 0)
  })

  it("a namesake with other weights is another model", async () => {
    const [own, other] = await hubs(null, null)
    if (own === undefined || other === undefined) throw new Error("no hubs")
    own.publish(ID, publishedModel())
    other.publish(ID, publishedModel(3_000_001))
    const located = await locateModel(ports(), [own, other].map(huggingface), wanted, signal)
    expect(located.map(({ listing }) => listing.server.endpoint)).toEqual([own.endpoint])
  })

  it("one that is down leaves the other; a refusal says more than silence", async () => {
    const [open, gated] = await hubs(null, null)
    if (open === undefined || gated === undefined) throw new Error("no hubs")
    open.publish(ID, publishedModel())
    const nobody: Server = { source: "huggingface", endpoint: "http://127.0.0.1:9", token: null }
    const located = await locateModel(ports(), [nobody, huggingface(open)], wanted, signal)
    expect(located).toHaveLength(1)
    gated.publish(ID, publishedModel(), { gate: { known: [], granted: [] } })
    const [{ listing }] = (await locateModel(ports(), [huggingface(gated)], wanted, signal)) as [
      (typeof located)[number],
    ]
    await expect(inspectModel(ports(), [{ listing, rate: null }], signal)).rejects.toThrow(
      "hub-token-missing",
    )
    await expect(
      locateModel(ports(), [nobody, huggingface(open)], { id: "a/b", revision: null }, signal),
    ).rejects.toThrow(/hub-unreachable|hub-model-not-found/)
  })

  it("is told what it is from its configuration, before anything of it is fetched", async () => {
    const [hub] = await hubs(null)
    if (hub === undefined) throw new Error("no hub")
    hub.publish(ID, publishedModel(), { license: "mit" })
    const located = await locateModel(ports(), [huggingface(hub)], wanted, signal)
    expect(await inspectModel(ports(), located, signal)).toMatchObject({
      ...{ id: ID, license: "mit", gated: false, weightBytes: 6_000_000, hasTokenizer: true },
      ...{ toolCallParser: "glm4_0414", page: `${hub.endpoint}/${ID}` },
      config: { architectures: ["Glm4ForCausalLM"], hidden_size: 4096 },
    })
    expect(hub.sentBytes(ID, "model-00001-of-00002.safetensors")).toBe(0)
  })

  it("may have a configuration as Python writes it", async () => {
    const [hub] = await hubs(null)
    if (hub === undefined) throw new Error("no hub")
    const config =
      '{"model_type": "glm4", "limits": [0.0, Infinity, -Infinity, NaN], "note": "NaN, \\"Infinity\\""}'
    hub.publish(ID, { ...publishedModel(), "config.json": config })
    const located = await locateModel(ports(), [huggingface(hub)], wanted, signal)
    const model = await inspectModel(ports(), located, signal)
    expect(model.config).toEqual({
      ...{ model_type: "glm4", limits: [0, null, null, null], note: 'NaN, "Infinity"' },
    })
  })

  it("without a configuration it is nothing that could be served", async () => {
    const [hub] = await hubs(null)
    if (hub === undefined) throw new Error("no hub")
    hub.publish(ID, { "README.md": "# Data\n", "data.parquet": 1000 })
    const located = await locateModel(ports(), [huggingface(hub)], wanted, signal)
    await expect(inspectModel(ports(), located, signal)).rejects.toThrow("hub-not-a-model")
  })
})
