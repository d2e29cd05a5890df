import type { ProblemWordsOf } from "../../../domain/problem-words"

/** What goes wrong while the engine serves and people chat; and all else. */
export const serving = {
  // The server.
  "port-in-use": {
    what: "Another program uses the port.",
    todo: "Try again: Glimmer takes another port.",
    known: { what: "Another program uses port {{port}}." },
  },
  "host-binding": {
    what: "The engine can't listen at the address it was given.",
    why: "That address doesn't belong to this computer.",
    todo: "Use this computer's own address, 127.0.0.1.",
  },
  "served-name-404": {
    what: "A program asked for a model under a name the engine doesn't serve.",
    todo: "Use the name shown under Connect.",
    known: { what: "A program asked for “{{name}}”, which the engine doesn't serve." },
  },
  "chat-route-404": {
    what: "A program asked at an address the engine doesn't have.",
    why: "Often the address lacks /v1 at its end.",
    todo: "Use the address shown under Connect.",
    known: { what: "A program asked at {{route}}, which the engine doesn't have." },
  },
  "context-length-400": {
    what: "The conversation is longer than the context.",
    todo: "Start a new conversation, or start the engine with a longer context.",
    known: { what: "The conversation is longer than the context of {{length}} tokens." },
  },
  "auto-tool-choice-flags": {
    what: "The engine was started without tools.",
    todo: "Start it again with tools.",
  },
  "max-len-above-model": {
    what: "The context asked for is longer than the model was made for.",
    todo: "Use the model's own limit. Beyond it the answers fall apart.",
    known: { what: "A context of {{length}} tokens was asked for. The model was made for {{modelLength}}." },
  },
  "unrecognized-argument": {
    what: "This engine doesn't know one of the options it was started with.",
    todo: "Leave the option out.",
    known: { what: "This engine doesn't know the option {{option}}." },
  },
  "settings-invalid": {
    what: "The engine refuses one of its settings.",
    todo: "Go back to the settings that worked.",
    known: { what: "The engine refuses the setting {{option}}." },
  },
  // Chatting.
  "engine-not-ready": {
    what: "The engine isn't ready yet.",
    todo: "Start it, or wait until it is.",
  },
  "engine-lost": {
    what: "The engine stopped answering.",
    todo: "Look at the engine's page: it says whether it still runs, and why not.",
  },
  "tool-arguments-unreadable": {
    what: "The model called a tool with something that can't be read.",
    todo: "Ask again. The model was told.",
    known: { what: "The model called {{tool}} with something that can't be read." },
  },
  "tool-failed": {
    what: "A tool failed.",
    todo: "The model was told and may try another way.",
    known: { what: "{{tool}} failed." },
  },
  "tool-unknown": {
    what: "The model called a tool that doesn't exist.",
    todo: "The model was told. Ask again if it gets stuck.",
    known: { what: "The model called {{tool}}, which doesn't exist." },
  },
  "tool-loop-too-long": {
    what: "The model kept calling tools without getting on.",
    todo: "Ask in smaller steps.",
    known: { what: "The model called tools {{steps}} times without getting on." },
  },
  "turn-interrupted": {
    what: "The answer was cut short because Glimmer was closed.",
    todo: "Let it answer again. What was written is kept.",
  },
  "answer-failed": {
    what: "The engine didn't give an answer.",
    todo: "Try again.",
    known: { what: "The engine didn't give an answer (it said {{status}})." },
  },
  "answer-cut-short": {
    what: "The answer ends before it is finished.",
    why: "The context is full, or the answer reached its allowed length.",
    todo: "Ask it to go on, or start the engine with a longer context.",
  },
  // Anything else.
  "not-found": {
    what: "It isn't there any more.",
    todo: "It may have been moved or deleted.",
    known: { what: "{{path}} isn't there." },
  },
  "not-a-model-folder": {
    what: "This folder holds no model.",
    why: "A model's folder has a file config.json.",
    todo: "Choose the folder that holds config.json and the weight files.",
    known: { what: "{{path}} holds no model." },
  },
  "model-incomplete": {
    what: "Files of the model are missing.",
    todo: "Fetch what is missing.",
    known: { what: "Files of the model are missing: {{missing}}, among them {{file}}." },
  },
  "model-not-here": {
    what: "This model isn't on this computer.",
    todo: "Download it first.",
    known: { what: "{{model}} isn't on this computer." },
  },
  "model-in-use": {
    what: "This model is being served right now.",
    todo: "Stop the engine first.",
    known: { what: "{{model}} is being served right now." },
  },
  "folder-not-empty": {
    what: "That folder holds something else already.",
    todo: "Choose an empty folder, or a new one.",
    known: { what: "{{path}} holds something else already." },
  },
  "not-a-text-file": {
    what: "This file isn't text.",
    todo: "Choose a text file.",
    known: { what: "{{name}} isn't text." },
  },
  "file-too-large": {
    what: "This file is too large to attach.",
    todo: "Attach a part of it.",
    known: { what: "{{name}} has {{bytes}}. At most {{limitBytes}} can be attached." },
  },
  "invalid-input": {
    what: "That input can't be used.",
    todo: "Check what was entered.",
    known: { what: "The entry for {{field}} can't be used." },
  },
  "not-confirmed": {
    what: "Nothing was done: this needs your confirmation first.",
    todo: "Look at what would happen, then confirm it.",
  },
  busy: {
    what: "Glimmer is still busy with this.",
    todo: "Wait until it is done, or stop it first.",
  },
  "home-in-use": {
    what: "Another Glimmer is using this folder.",
    todo: "Close the other one, or use it.",
  },
  "home-not-writable": {
    what: "Glimmer's folder can't be written to.",
    todo: "Give it back to your user, or choose another folder.",
    known: { what: "Glimmer's folder {{path}} can't be written to." },
  },
  "connection-lost": {
    what: "The connection to Glimmer is gone.",
    todo: "It comes back by itself. If not, load the page again.",
  },
  internal: {
    what: "Something went wrong inside Glimmer.",
    why: "This is a fault of ours.",
    todo: "Try again. A report helps us to repair it.",
  },
} satisfies ProblemWordsOf
