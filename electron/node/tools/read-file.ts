import { z } from "zod"
import type { Attachment } from "#common/domain/chat"
import type { Files } from "../ports"
import { type ChatTool, ToolError } from "./chat-tool"
import { decodeText } from "./text-file"

/** Largest file that may be attached, bytes. */
export const LARGEST_FILE_BYTES = 10 * 1024 * 1024

const inputSchema = z.object({ name: z.string().min(1) })

/** Reads what the person attached to this conversation, and nothing else of the disk. */
export function readFileTool(files: Files): ChatTool {
  return {
    name: "read_file",
    description: "Read a text file the user attached.",
    parameters: {
      type: "object",
      properties: { name: { type: "string", description: "Name of the attached file" } },
      required: ["name"],
    },
    touches: "files",
    run: async (args, { attachments, lengthThatFits }) => {
      const input = inputSchema.safeParse(args)
      if (!input.success) throw new ToolError("name must be the name of an attached file.")
      const attachment = find(attachments, input.data.name)
      const text = await readText(files, attachment)
      return JSON.stringify(shown(attachment.name, text, lengthThatFits(text)))
    },
  }
}

/** The newest of that name: a file attached again replaces the earlier one. */
function find(attachments: readonly Attachment[], name: string): Attachment {
  const attachment = attachments.findLast((one) => one.name === name)
  if (attachment !== undefined) return attachment
  const names = [...new Set(attachments.map((one) => JSON.stringify(one.name)))]
  const known = names.length === 0 ? "No file is attached." : `Attached are: ${names.join(", ")}.`
  throw new ToolError(`No attached file is called ${JSON.stringify(name)}. ${known}`)
}

async function readText(files: Files, { name, path }: Attachment): Promise<string> {
  // The path was free of links when the file was attached; a link there now leads to something nobody chose.
  if ((await files.realPath(path)) !== path) throw new ToolError(`${name} is not there any more.`)
  const info = await files.info(path)
  if (info?.kind !== "file") throw new ToolError(`${name} is not there any more.`)
  if (info.bytes > LARGEST_FILE_BYTES) throw new ToolError(`${name} has grown too large to read.`)
  const file = await files.open(path, "read")
  try {
    const text = decodeText(await file.read(info.bytes, 0), true)
    if (text === null) throw new ToolError(`${name} is not a text file.`)
    return text
  } finally {
    await file.close()
  }
}

function shown(name: string, text: string, end: number): Record<string, string> {
  if (text.length <= end) return { name, text }
  const note = `Only the first ${end} of ${text.length} characters are shown.`
  return { name, text: text.slice(0, end), note }
}
