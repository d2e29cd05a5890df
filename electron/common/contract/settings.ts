import { type } from "@orpc/contract"
import { z } from "zod"
import { JOURNEY_PAGES, type Journey, LANGUAGES, type Settings } from "../domain/settings"
import type { StateFrame } from "../domain/watch"
import { pathSchema, procedure, watchInput } from "./base"
import { launchSettingsSchema } from "./engine"
import { sourceWishSchema } from "./library"

export const settingsSchema = z.object({
  language: z.enum([...LANGUAGES, "system"]),
  theme: z.enum(["light", "dark", "system"]),
  index: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("default") }),
    z.object({ kind: z.literal("mirror"), id: z.string().max(60) }),
    z.object({ kind: z.literal("custom"), url: z.url({ protocol: /^https?$/ }).max(2000) }),
  ]),
  pythonPath: pathSchema.nullable(),
  toolPolicies: z.record(z.string().max(200), z.enum(["ask", "always", "never"])),
  downloads: z.object({
    source: sourceWishSchema,
    huggingfaceMirror: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable(),
    limitBytesPerSecond: z.int().min(1024).nullable(),
  }),
}) satisfies z.ZodType<Settings>

export const journeySchema = z.object({
  page: z.enum(JOURNEY_PAGES),
  modelId: z.string().max(4200).nullable(),
  launch: launchSettingsSchema.nullable(),
  completed: z.boolean(),
}) satisfies z.ZodType<Journey>

/** What every page needs to know about this Glimmer. */
export interface AppInfo {
  readonly version: string
  /** Folder that holds everything; removing it removes Glimmer. */
  readonly homePath: string
  readonly frontDoor: "desktop" | "browser" | "terminal"
}

export const settingsContract = {
  info: procedure.output(type<AppInfo>()),
  watch: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<Settings>>>()),
  update: procedure.input(settingsSchema.partial()).output(type<Settings>()),
  watchJourney: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<Journey>>>()),
  updateJourney: procedure.input(journeySchema.partial()).output(type<Journey>()),
}
