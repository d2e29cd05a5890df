import type { FixKind } from "../../domain/diagnosis/fix"
import type { FixWords } from "../../domain/diagnosis/fix-words"

/** What stands on the button of a fix; on none for what is only explained. */
export const fixes: Readonly<Record<FixKind, FixWords>> = {
  "lower-max-model-len": { label: "Shorten the context", known: "Shorten the context to {{tokens}} tokens" },
  "raise-max-model-len": {
    label: "Lengthen the context",
    known: "Lengthen the context to {{tokens}} tokens",
  },
  "set-utilization": { label: "Change the memory share", known: "Start with {{value}} of the GPU memory" },
  "fewer-chats": { label: "Allow fewer chats at once", known: "Allow {{chats}} chats at once" },
  "no-cuda-graphs": { label: "Start without CUDA graphs" },
  "dtype-half": { label: "Start in float16" },
  "kv-dtype": { label: "Keep conversations in half the space", known: "Keep conversations as {{dtype}}" },
  "tensor-parallel": { label: "Use another number of GPUs", known: "Use {{size}} GPUs" },
  "leave-out-gpu": { label: "Leave out a GPU", known: "Leave out GPU {{gpu}}" },
  "no-expert-parallel": { label: "Split the model without sorting experts" },
  "no-custom-all-reduce": { label: "Start with the general way between GPUs" },
  "use-model-impl": { label: "Use another implementation", known: "Run it through {{implementation}}" },
  "other-attention-backend": {
    label: "Use another way of attention",
    known: "Use another way of attention ({{backend}})",
  },
  "other-tool-parser": { label: "Choose another tool parser", known: "Use the tool parser {{parser}}" },
  "other-reasoning-parser": {
    label: "Go without a reasoning parser",
    known: "Use the reasoning parser {{parser}}",
  },
  "enable-tools": { label: "Start with tools" },
  "add-chat-template": { label: "Add a template" },
  "remove-option": { label: "Leave the option out", known: "Leave out {{option}}" },
  "other-port": { label: "Use another port" },
  "local-address": { label: "Use this computer's own address" },
  "set-environment": { label: "Set a variable for the engine", known: "Start with {{name}}={{value}}" },
  "unset-environment": { label: "Remove a variable for the engine", known: "Start without {{name}}" },
  "longer-start-time": { label: "Start with more time", known: "Start and wait up to {{seconds}} seconds" },
  "start-again": { label: "Start again" },
  "end-process": { label: "End that program", known: "End process {{pid}}" },
  "end-leftovers": { label: "End what is left of it" },
  "upgrade-engine": { label: "Get a newer engine", known: "Get vLLM {{minimum}} or newer" },
  "other-engine-version": { label: "Choose another version" },
  "rebuild-engine": { label: "Repair the engine" },
  "build-with-fewer-jobs": { label: "Build in smaller steps" },
  "own-environment": { label: "Make a new environment" },
  "clear-compile-cache": { label: "Delete the compiled parts and start" },
  "other-variant": { label: "Choose another model" },
  "refetch-file": { label: "Fetch the file again", known: "Fetch {{file}} again" },
  "refetch-model": { label: "Check and fetch the model again" },
  "choose-model-folder": { label: "Choose a model folder" },
  "use-served-name": { label: "Show the right name", known: "Use the name {{name}}" },
  "shorten-conversation": { label: "Start a new conversation" },
  "free-disk": { label: "Make room", known: "Make room where {{path}} lies" },
  "other-temporary-folder": { label: "Use another folder for temporary files" },
  "resume-download": { label: "Go on downloading" },
  "choose-mirror": { label: "Choose another source" },
  "check-network": { label: "Check the network" },
  "add-hf-token": { label: "Enter an access token" },
  "install-system-package": { label: "Install a package" },
  "install-driver": { label: "Install the NVIDIA driver" },
  "update-driver": {
    label: "Update the NVIDIA driver",
    known: "Update the NVIDIA driver to {{minimum}} or newer",
  },
  reboot: { label: "Restart the computer" },
  "newer-gpu": { label: "Use a newer GPU" },
  "newer-system": { label: "Use a newer system" },
  "use-wsl": { label: "Use WSL2" },
  "trust-certificate": { label: "Name the company's certificate" },
  "set-proxy": { label: "Correct the proxy" },
  "fix-folder-owner": {
    label: "Give the folder back to your user",
    known: "Give {{path}} back to your user",
  },
  "more-shared-memory": { label: "Give the container more shared memory" },
  "free-main-memory": { label: "Close other programs" },
  "accept-licence": { label: "Accept the licence", known: "Accept the licence of {{model}}" },
  "read-system-log": { label: "Look at the system's log" },
  "check-gpu": { label: "Have the GPU checked" },
  "sync-clock": { label: "Set the clock by the network" },
  "raise-open-files": { label: "Allow more open files", known: "Allow {{files}} open files" },
  "enable-persistence": { label: "Keep the GPU driver loaded" },
  "explain-trust-remote-code": {
    label:
      "Advice on the web says to allow the model's own code. That code could read and delete your files, so Glimmer has no button for it.",
  },
  "explain-longer-than-model": {
    label:
      "vLLM's message names a variable that forces longer contexts. The model was never trained for them: answers fall apart and the engine can crash.",
  },
  "explain-no-certificate-check": {
    label:
      "Advice on the web says to switch off the check of certificates. Then anybody on the way could hand you other files, so Glimmer has no button for it.",
  },
  "explain-break-system-packages": {
    label:
      "Advice on the web says to install into the system's Python all the same. That can break tools of your system, so Glimmer has no button for it.",
  },
}
