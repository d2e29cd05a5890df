import type { ProblemWordsOf } from "../../../domain/problem-words"

/** What goes wrong while an engine is fetched and built. */
export const setup = {
  // Getting and building an engine.
  "disk-too-small": {
    what: "There isn't enough free disk space.",
    todo: "Make room, or put Glimmer's folder on a larger disk.",
    known: { what: "{{neededBytes}} is needed, {{freeBytes}} is free where {{path}} lies." },
  },
  "disk-full": {
    what: "A disk is full.",
    why: "The system refused to write another byte.",
    todo: "Make room, then go on. It may be the disk of the folder for temporary files.",
    known: { what: "The disk that holds {{path}} is full." },
  },
  "permission-denied": {
    what: "A folder can't be written to.",
    why: "It belongs to another user, or is locked.",
    todo: "Give the folder back to your user, then try again.",
    known: { what: "{{path}} can't be written to." },
  },
  "index-unreachable": {
    what: "The package source can't be reached.",
    todo: "Check the network, or choose another package source.",
    known: { what: "The package source {{index}} can't be reached." },
  },
  "index-lacks-package": {
    what: "The package source doesn't have what is needed.",
    why: "Mirrors are often days behind the source they copy.",
    todo: "Choose another package source, or an older engine.",
    known: { what: "The package source doesn't have {{package}} {{wanted}}." },
  },
  "known-fault": {
    what: "This version is known not to work.",
    todo: "Take another version.",
    known: { what: "vLLM {{version}} is known not to work on this kind of computer." },
  },
  "ssl-cert-failed": {
    what: "The secure connection isn't trusted.",
    why: "Something between here and the server signs with a certificate this computer doesn't know: mostly a company's proxy, sometimes a wrong clock.",
    todo: "Ask for your company's root certificate, set SSL_CERT_FILE to its file and start Glimmer again, or choose another source. Check the clock.",
  },
  "proxy-refused": {
    what: "A proxy refuses to let the connection through.",
    todo: "Correct the proxy's address, name and password in HTTPS_PROXY and HTTP_PROXY, then start Glimmer again.",
    known: { what: "A proxy refuses to let the connection through (it answered {{status}})." },
  },
  "proxy-unreachable": {
    what: "The proxy doesn't answer.",
    todo: "Start it. Or correct or remove its address in HTTPS_PROXY and HTTP_PROXY, then start Glimmer again.",
    known: { what: "The proxy {{index}} doesn't answer." },
  },
  "uv-unavailable": {
    what: "uv, the tool that fetches Python packages, can't be had.",
    todo: "Check the network, or choose another package source. An uv that is already on this computer is used, too.",
    known: { what: "uv {{version}}, the tool that fetches Python packages, can't be had." },
  },
  "python-missing": {
    what: "There is no usable Python.",
    todo: "Let Glimmer fetch its own, or name one from 3.10 on.",
    known: { what: "{{path}} is no usable Python." },
  },
  "python-download-failed": {
    what: "Python couldn't be downloaded.",
    todo: "Check the network, or install Python with your system's packages: Glimmer will find it.",
    known: {
      what: "Python {{version}} couldn't be downloaded.",
      todo: "Check the network, or install Python {{oldest}} or newer with your system's packages: Glimmer will find it.",
    },
  },
  "lock-failed": {
    what: "No set of files was found that fit together.",
    todo: "Try again, or choose another package source or version.",
  },
  "download-failed": {
    what: "A download failed.",
    todo: "Try again: what is there stays. If it fails again, choose another source.",
    known: { what: "{{file}} couldn't be downloaded." },
  },
  "download-corrupt": {
    what: "A downloaded file is damaged.",
    why: "Its checksum is wrong.",
    todo: "Fetch it again, from another source if it happens twice.",
    known: { what: "{{file}} arrived damaged." },
  },
  "download-gated": {
    what: "The owner of this model wants its licence accepted first.",
    todo: "Accept it on the model's page, then enter an access token.",
  },
  "hub-unreachable": {
    what: "The server that models come from can't be reached.",
    todo: "Check the network, or choose another source. What is there stays.",
    known: { what: "{{host}}, where the model comes from, can't be reached." },
  },
  "hub-model-not-found": {
    what: "There is no such model there.",
    why: "A model that is not public is hidden in the same way from people without a token.",
    todo: "Check the name. If the model is not public, enter an access token of an account that may see it.",
    known: { what: "{{host}} has no model {{model}}." },
  },
  "hub-revision-not-found": {
    what: "The model has no such version.",
    todo: "Leave the revision out to take the newest, or name a branch, tag or commit that its page lists.",
    known: { what: "{{model}} has no revision {{revision}}." },
  },
  "hub-token-missing": {
    what: "The owner of this model wants to know who fetches it.",
    why: "Its licence has to be accepted on its page first; an access token then shows that you did.",
    todo: "Accept the licence on the model's page, then enter an access token.",
    known: { todo: "Accept the licence at {{page}}, then enter an access token." },
  },
  "hub-token-refused": {
    what: "The access token isn't valid.",
    why: "It may have expired, been withdrawn, or belong to another server.",
    todo: "Make a new one on your account's page and enter it.",
    known: { what: "{{host}} doesn't accept the access token." },
  },
  "hub-access-not-granted": {
    what: "Your account may not fetch this model yet.",
    why: "Its licence isn't accepted, its owner hasn't agreed yet, or the token may not read such models.",
    todo: "Accept the licence on the model's page, wait until it is granted, then try again.",
    known: { todo: "Accept the licence at {{page}}, wait until it is granted, then try again." },
  },
  "hub-answer-unreadable": {
    what: "The server answered, but not as a model hub does.",
    todo: "Check its address in the settings, or take another source.",
    known: { what: "{{host}} answered, but not as a model hub does." },
  },
  "hub-not-a-model": {
    what: "There is nothing to serve in this repository.",
    why: "vLLM needs a config.json and weight files.",
    todo: "Choose another repository of the same model, one with safetensors files.",
    known: { what: "There is nothing to serve in {{model}}." },
  },
  "build-failed": {
    what: "vLLM couldn't be built.",
    todo: "Try again or take another version. The log says where it stopped.",
    known: { what: "vLLM {{version}} couldn't be built." },
  },
  "install-failed": {
    what: "The packages couldn't be installed.",
    todo: "Try again. The log says where it stopped.",
  },
  "verify-failed": {
    what: "The engine is built, but its parts don't fit together.",
    todo: "Take another version.",
    known: { what: "vLLM {{version}} is built, but its parts don't fit together." },
  },
  "selftest-no-answer": {
    what: "The new engine didn't answer the test question.",
    todo: "The engine used so far stays in use. Try another version.",
  },
  "selftest-wrong-answer": {
    what: "The new engine answered the test question wrongly.",
    todo: "The engine used so far stays in use. Try another version.",
    known: { why: "To “{{question}}” the answer should have been “{{expected}}”." },
  },
  "selftest-no-tool-call": {
    what: "The new engine didn't call the test tool.",
    todo: "The engine used so far stays in use. Try another version.",
  },
  "no-version-works": {
    what: "None of the versions tried works on this computer.",
    todo: "Look at the log of each try, or choose a version by hand.",
  },
  "engine-missing": {
    what: "The engine isn't there.",
    todo: "Set one up, or choose another.",
    known: { what: "The engine {{engine}} isn't there any more." },
  },
  "engine-damaged": {
    what: "Files of the engine are missing or changed.",
    todo: "Repair it: the files are kept and only what is damaged is made again.",
  },
} satisfies ProblemWordsOf
