import { type AppInfo, journeySchema, settingsSchema } from "#common/contract/settings"
import { defaultSettings, type Journey, newJourney, type Settings } from "#common/domain/settings"
import type { StateFrame } from "#common/domain/watch"
import type { Home } from "../../home"
import type { Ports } from "../../ports"
import { StateTopic } from "../streams/state-topic"
import { type FieldReader, JsonFile } from "./json-file"

/** A change of some fields; what is absent or `undefined` stays as it is. */
export type Change<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

type SettingsPorts = Pick<Ports, "files" | "clock" | "log" | "newId">

/** What a person set, and how far they have come. Every change is on disk before anybody is told of it. */
export class SettingsService {
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly about: Omit<AppInfo, "frontDoor">,
    private readonly settings: Kept<Settings>,
    private readonly journey: Kept<Journey>,
  ) {}

  /** Reads both files; damaged ones are kept aside and replaced by defaults as far as needed. */
  static async open(
    ports: SettingsPorts,
    home: Pick<Home, "root" | "settingsFile" | "stateFile">,
    version: string,
  ): Promise<SettingsService> {
    const { files, log, clock, newId } = ports
    const settingsFile = new JsonFile(files, log, home.settingsFile, SETTINGS_FIELDS, defaultSettings())
    const journeyFile = new JsonFile(files, log, home.stateFile, JOURNEY_FIELDS, newJourney())
    const epoch = newId()
    return new SettingsService(
      { version, homePath: home.root },
      { file: settingsFile, topic: new StateTopic(clock, epoch, await settingsFile.read()) },
      { file: journeyFile, topic: new StateTopic(clock, epoch, await journeyFile.read()) },
    )
  }

  /** The settings as they are now, for other services. */
  get current(): Settings {
    return this.settings.topic.state
  }

  /** How far the person has come, for other services. */
  get currentJourney(): Journey {
    return this.journey.topic.state
  }

  info(frontDoor: AppInfo["frontDoor"]): AppInfo {
    return { ...this.about, frontDoor }
  }

  watch(signal?: AbortSignal): AsyncIterable<StateFrame<Settings>> {
    return this.settings.topic.watch(signal)
  }

  update(change: Change<Settings>): Promise<Settings> {
    return this.#change(this.settings, change)
  }

  watchJourney(signal?: AbortSignal): AsyncIterable<StateFrame<Journey>> {
    return this.journey.topic.watch(signal)
  }

  updateJourney(change: Change<Journey>): Promise<Journey> {
    return this.#change(this.journey, change)
  }

  /** One change after the other: two windows that change different fields at once both get their way. */
  #change<T extends object>(kept: Kept<T>, change: Change<T>): Promise<T> {
    const done = this.#queue.then(async () => {
      const changed = { ...kept.topic.state }
      for (const key in change) {
        const value = change[key]
        if (value !== undefined) changed[key] = value
      }
      await kept.file.write(changed)
      kept.topic.set(changed)
      return changed
    })
    this.#queue = done.catch(() => undefined)
    return done
  }
}

interface Kept<T extends object> {
  readonly file: JsonFile<T>
  readonly topic: StateTopic<T>
}

const settingsShape = settingsSchema.shape
const SETTINGS_FIELDS: FieldReader<Settings> = {
  language: (raw) => settingsShape.language.safeParse(raw).data,
  theme: (raw) => settingsShape.theme.safeParse(raw).data,
  index: (raw) => settingsShape.index.safeParse(raw).data,
  pythonPath: (raw) => settingsShape.pythonPath.safeParse(raw).data,
  toolPolicies: (raw) => settingsShape.toolPolicies.safeParse(raw).data,
  downloads: (raw) => settingsShape.downloads.safeParse(raw).data,
}

const journeyShape = journeySchema.shape
const JOURNEY_FIELDS: FieldReader<Journey> = {
  page: (raw) => journeyShape.page.safeParse(raw).data,
  modelId: (raw) => journeyShape.modelId.safeParse(raw).data,
  launch: (raw) => journeyShape.launch.safeParse(raw).data,
  completed: (raw) => journeyShape.completed.safeParse(raw).data,
}
