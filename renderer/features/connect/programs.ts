/** Programs that are told in lines of code, and those with fields of their own. */
type CodeProgramId = "curl" | "python" | "continue"
export type FieldProgramId = "cherry-studio" | "chatbox" | "open-webui"
export type ProgramId = CodeProgramId | FieldProgramId

/** What a program has to be told. */
export interface ConnectionDetails {
  readonly baseUrl: string
  readonly key: string
  readonly modelName: string
}

/** A program and what it wants. Names of programs are the same in every language. */
export type Program =
  | {
      readonly kind: "code"
      readonly id: CodeProgramId
      readonly name: string
      readonly code: (details: ConnectionDetails) => string
    }
  | {
      readonly kind: "fields"
      readonly id: FieldProgramId
      readonly name: string
      /** Some put /v1 behind the address themselves. */
      readonly address: "base" | "root"
    }

/** Every program there are words for. */
export const PROGRAMS: readonly Program[] = [
  { kind: "code", id: "curl", name: "curl", code: curl },
  { kind: "code", id: "python", name: "Python", code: python },
  { kind: "fields", id: "cherry-studio", name: "Cherry Studio", address: "root" },
  { kind: "fields", id: "chatbox", name: "Chatbox", address: "root" },
  { kind: "fields", id: "open-webui", name: "Open WebUI", address: "base" },
  { kind: "code", id: "continue", name: "VS Code (Continue)", code: continueYaml },
]

/** The address as the program's own field wants it. */
export function addressFor(baseUrl: string, address: "base" | "root"): string {
  return address === "base" ? baseUrl : baseUrl.replace(/\/v1$/, "")
}

function curl({ baseUrl, key, modelName }: ConnectionDetails): string {
  const body = JSON.stringify({ model: modelName, messages: [{ role: "user", content: "Hello" }] })
  return [
    `curl ${baseUrl}/chat/completions`,
    `  -H "Authorization: Bearer ${key}"`,
    `  -H "Content-Type: application/json"`,
    // Inside single quotes a shell takes everything as it stands but a single quote.
    `  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join(" \\\n")
}

function python({ baseUrl, key, modelName }: ConnectionDetails): string {
  // A string of JSON is one of Python, too.
  return `from openai import OpenAI

client = OpenAI(
    base_url=${JSON.stringify(baseUrl)},
    api_key=${JSON.stringify(key)},
)
answer = client.chat.completions.create(
    model=${JSON.stringify(modelName)},
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`
}

function continueYaml({ baseUrl, key, modelName }: ConnectionDetails): string {
  // A string of JSON is one of YAML, too: a name with a colon would end the line otherwise.
  return `name: Glimmer
version: 0.0.1
schema: v1
models:
  - name: ${JSON.stringify(modelName)}
    provider: openai
    model: ${JSON.stringify(modelName)}
    apiBase: ${JSON.stringify(baseUrl)}
    apiKey: ${JSON.stringify(key)}
    roles: [chat, edit, apply]`
}
