import type { ChatTool } from "#node/tools/chat-tool"
import { calls, FakeOpenAiServer, type Script } from "../../fakes/openai-server"
import { ChatRoom } from "./chat-room"

/** A conversation with an engine that answers by scripts; with the tools of the program, unless told others. */
export async function conversation(scripts: readonly Script[], tools?: readonly ChatTool[]) {
  const server = await FakeOpenAiServer.start(...scripts)
  const room = await ChatRoom.open(server, tools === undefined ? {} : { tools })
  return { server, room, talk: await room.newThread() }
}

/** An answer that calls the calculator. */
export const calculator = (expression: string) => calls(["calculator", { expression }])
