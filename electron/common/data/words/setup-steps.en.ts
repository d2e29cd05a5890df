import type { SetupStepId } from "../../domain/setup"
import type { SetupStepWords } from "./setup-step-words"

/** What each step of getting an engine does and why, for people who have never heard of a venv. */
export const setupSteps: Readonly<Record<SetupStepId, SetupStepWords>> = {
  check: {
    name: "Check the machine",
    why: "Is there enough room on the disk, and does the graphics driver suit the engine?",
    silent: "This takes a few seconds.",
  },
  tools: {
    name: "Get the tools ready",
    why: "Finds Python and uv, the tool that fetches and installs Python packages, or brings them along. Nothing of your own Python is changed.",
    silent:
      "Nothing is printed for up to half a minute when Python itself has to be fetched. That is normal.",
  },
  lock: {
    name: "Choose the version",
    why: "Takes the newest vLLM all of whose parts can be had, and writes down every file with its checksum. Nothing large moves before that.",
    silent:
      "The package source is being asked about some 200 packages. It prints nothing for 10 to 40 seconds. That is normal.",
  },
  download: {
    name: "Download",
    why: "Fetches every file once and checks it. After an interruption it goes on where it stopped.",
    silent: "No bytes have come for a while. Slow lines do that; Glimmer tries again by itself.",
  },
  install: {
    name: "Unpack into a folder of its own",
    why: "A new, separate environment. What is already on this machine is left alone.",
    silent:
      "Unpacking some 200 packages prints nothing for 10 to 60 seconds, longer on slow disks. That is normal.",
  },
  build: {
    name: "Build vLLM",
    why: "Makes vLLM from its own source, with the compiled parts of the same release.",
    silent: "The build prints nothing for up to a minute at a time. That is normal.",
  },
  verify: {
    name: "Check the build",
    why: "Loads everything once and makes sure that all versions belong together.",
    silent: "Loading all of it for the first time takes 10 to 40 seconds and prints nothing. That is normal.",
  },
  selftest: {
    name: "Try it with a real question",
    why: "Starts the new engine with a tiny model of 2 MB. It has to answer a question and call a tool before it counts as ready.",
    silent:
      "A first start takes one to two minutes here and prints nothing for up to half a minute at a time. That is normal.",
  },
  activate: {
    name: "Put it to use",
    why: "Switches over in one go. An engine from before stays as the way back.",
    silent: "This takes a moment.",
  },
}
