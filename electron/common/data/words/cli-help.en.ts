import type { CliHelpWords } from "./cli-help-words"

export const cliHelp: CliHelpWords = {
  program:
    "Run a GLM model on your own GPU workstation and chat with it while it uses tools. Every command works with the Glimmer that is running, and without one.",
  commands: {
    detect: {
      summary: "look at this machine",
      description:
        "Looks at this machine: GPUs and who holds their memory, driver, main memory, disk. Says what is wrong with them and what to do about it.",
      examples: ["glimmer detect", "glimmer detect --json"],
    },
    setup: {
      summary: "build the engine",
      description:
        "Builds vLLM from its source in a folder of its own, tests it with a real question, and puts it to use. Interrupted at any point, the same command goes on from there. When an engine is there already, nothing is done.",
      examples: ["glimmer setup", "glimmer setup --vllm 0.30.0", "glimmer setup --again"],
    },
    engines: {
      summary: "list, switch and remove engines",
      description: "Lists the engines on this machine; the one in use is marked with a star.",
      examples: ["glimmer engines", "glimmer engines use 0.30.0", "glimmer engines remove 0.29"],
    },
    "engines-list": {
      summary: "list the engines",
      description: "Lists the engines on this machine; the one in use is marked with a star.",
      examples: [],
    },
    "engines-use": {
      summary: "use another engine",
      description:
        "Puts another engine to use. One that is running serves on; the next start uses the other.",
      examples: ["glimmer engines use 0.30.0"],
    },
    "engines-remove": {
      summary: "remove an engine",
      description: "Removes an engine that is not in use and frees its disk space.",
      examples: ["glimmer engines remove 0.29"],
    },
    plan: {
      summary: "say whether a model fits, before it is fetched",
      description:
        "Says whether a model fits on the GPUs of this machine, or on others that you name, before anything is fetched: memory by the item, room for conversations, the reasons, and the command that starts it. With --json and no model it reads rows from standard input, one JSON object a line, and answers each with a line.",
      examples: [
        "glimmer plan GLM-4-9B-0414",
        "glimmer plan GLM-4-32B-0414 --gpus 4090,4090 --context 32k",
        "glimmer plan ./my-model --json",
        "glimmer plan --json < rows.jsonl",
      ],
    },
    pull: {
      summary: "fetch a model",
      description:
        "Fetches a model from Hugging Face, a mirror of it, or ModelScope, whichever is faster, and checks every file. Interrupted in any way, the same command goes on from there; a model that is whole is not fetched again. HF_ENDPOINT, HF_TOKEN, MODELSCOPE_ENDPOINT and the usual variables for proxies and certificates count.",
      examples: [
        "glimmer pull zai-org/GLM-4-9B-0414",
        "glimmer pull GLM-4-32B-0414 --source modelscope",
        "glimmer pull zai-org/GLM-4.5-Air-FP8 --to /data/models/air --json",
      ],
    },
    models: {
      summary: "list the models on this machine",
      description:
        "Lists the models on this machine with their size and whether they were checked: those that Glimmer fetched, and those in the caches of Hugging Face, ModelScope and LM Studio. It only looks and changes nothing.",
      examples: ["glimmer models", "glimmer models --json"],
    },
    rm: {
      summary: "remove a model",
      description:
        "Puts a model that Glimmer fetched into the bin. It can be restored until the bin is emptied, which frees the disk. What other programs fetched is never touched.",
      examples: [
        "glimmer rm zai-org/GLM-4-9B-0414",
        "glimmer rm --restore zai-org/GLM-4-9B-0414",
        "glimmer rm --empty",
      ],
    },
    start: {
      summary: "start the engine with a model",
      description:
        "Starts the engine with a model and waits until it has answered. It serves on when the command has ended; `glimmer stop` ends it. A start that is under way is joined. Ctrl-C ends a start that is not yet ready.",
      examples: ["glimmer start", "glimmer start ./GLM-4-9B-0414 --context 32k --utilization 0.6"],
    },
    stop: {
      summary: "stop the engine",
      description:
        "Ends the engine and everything that belongs to it, also what an earlier Glimmer left behind.",
      examples: [],
    },
    status: {
      summary: "say what is installed and what runs",
      description:
        "Says whether Glimmer runs, which engine is installed, how the setup stands, and which model is served. It only looks and changes nothing.",
      examples: ["glimmer status", "glimmer status --json"],
    },
    logs: {
      summary: "print the engine's log",
      description: "Prints the raw log of the engine that was started last, or of the last setup.",
      examples: ["glimmer logs -f", "glimmer logs -n 100", "glimmer logs --setup"],
    },
    chat: {
      summary: "talk to the model",
      description:
        "Talks to the model that is running. With a message it prints the answer and ends; without one a conversation begins. Before a tool runs you are asked; where nobody can be asked, a tool that was not allowed is refused. Text that comes through a pipe is the message.",
      examples: [
        "glimmer chat",
        'glimmer chat --allow calculator "What is 12 * 7?"',
        "glimmer chat --json < question.txt",
      ],
    },
    serve: {
      summary: "open Glimmer for a browser",
      description:
        "Opens Glimmer for a browser and prints the address that lets in. Only this machine can reach it, unless --host says otherwise. When Glimmer serves already, its address is printed and the command ends. Ctrl-C ends Glimmer and its engine.",
      examples: ["glimmer serve", "glimmer serve --open", "glimmer serve --keep-engine"],
    },
    diagnose: {
      summary: "say what went wrong in a log",
      description:
        "Reads a log of vLLM, of an installation or of a build, and says in plain words what went wrong first, which line shows it, and what to do. It reads the log of the last engine when no file is named.",
      examples: ["glimmer diagnose", "glimmer diagnose vllm.log", "vllm serve … 2>&1 | glimmer diagnose -"],
    },
    checks: {
      summary: "look for trouble before it comes",
      description:
        "Looks at the driver, the GPUs, memory, disk, compilers, network, the engine's files and the model's, all within three seconds, and says what stands in the way and what to do.",
      examples: ["glimmer checks", "glimmer checks --json"],
    },
    report: {
      summary: "make a report to share",
      description:
        "Writes everything that helps others to help: versions, hardware, settings, checks, diagnosis and the ends of the logs. Keys, names of people and machines, home folders, addresses and what was said in chats are taken out. Without --to it is printed, to be read first.",
      examples: ["glimmer report", "glimmer report --to glimmer-report.md"],
    },
    demo: {
      summary: "the whole path once, unattended",
      description:
        "Goes the whole path unattended: looks at the machine, builds the engine, tests it, starts it with the small model that comes with Glimmer, and has one chat in which a tool is called. The engine is ended afterwards.",
      examples: ["glimmer demo", "glimmer demo --target cpu --json"],
    },
    completion: {
      summary: "print a script that completes commands",
      description:
        "Prints a script with which the shell completes Glimmer's commands and options when Tab is pressed.",
      examples: ["source <(glimmer completion bash)"],
    },
  },
  options: {
    help: "Show this help.",
    "help-command": "show the help of a command",
    version: "Print the version.",
    json: "Print the result as JSON; notes go to standard error.",
    "json-lines": "Print one JSON object a line: number and text.",
    "plan-json": "Print the plan as JSON; without a model, answer rows from standard input.",
    "report-to": "Save it in this file, or under its own name in this folder.",
    "diagnose-json": "Print the causes as JSON, an empty list for a healthy log.",
    target: "Kernels to build with. By default those that suit this machine.",
    vllm: "Insist on this version of vLLM. By default the newest that works.",
    again: "Build again, although there is an engine.",
    progress: "Print a line of JSON for each change on the way.",
    gpus: "Cards to plan for, such as 4090,4090 or 2xH100. By default those of this machine.",
    "plan-context": "Context length, such as 32k. By default the longest that leaves room for several chats.",
    "plan-utilization": "Share of the GPU memory that vLLM may fill. By default vLLM's own.",
    "plan-tensor-parallel": "GPUs to split the model over. By default as many as it needs.",
    "plan-vllm": "Version of vLLM. By default the one that is installed.",
    context: "Context length, such as 32k. By default what the plan recommends.",
    utilization:
      "Share of the GPU memory that vLLM may fill, such as 0.6. By default what the plan recommends.",
    "tensor-parallel": "GPUs to split the model over. By default as many as it needs.",
    parser: "Parser that reads the model's tool calls, such as hermes. By default the model's own.",
    eager: "Without compilation and CUDA graphs: starts sooner, answers slower.",
    "logs-setup": "The log of the setup instead of the engine's.",
    follow: "Go on with what comes, until Ctrl-C.",
    lines: "Only so many of the last lines. By default all.",
    allow: "A tool that may run without asking; can be given several times.",
    yes: "Every tool may run without asking.",
    port: "This port or none. By default 4145, or a free one when it is taken.",
    host: "Listen at another address than 127.0.0.1. Others can then reach this machine.",
    open: "Open the page in the browser.",
    "no-open": "Only print the address, also where the page would be opened.",
    "keep-engine": "Leave the engine serving when Glimmer ends.",
    keep: "Leave the engine running at the end.",
    source: "Fetch from this hub. By default from the faster one.",
    revision: "Branch, tag or commit. By default the newest.",
    to: "The model's folder. By default one under Glimmer's models.",
    "pull-json": "Print the progress as JSON, one object a line; notes go to standard error.",
    "rm-forever": "Not into the bin: free the disk at once.",
    "rm-restore": "Take the model out of the bin again.",
    "rm-empty": "Empty the bin.",
    batch: "With --json: read one object a line, {id, log}, and answer each with a line.",
  },
  arguments: {
    "hub-model":
      "A model's id, such as zai-org/GLM-4-9B-0414, its page's address, or its name in the catalogue.",
    "kept-model": "A model's id, name or folder.",
    engine: "The engine's id, or as much of its beginning as only one has.",
    "plan-model": "A model's name or id, or its folder.",
    "start-model":
      "A model's folder, its name or id, or `selftest` for the small model that comes with Glimmer.",
    message: "What to say; `-` reads it from standard input. Without it a conversation begins.",
    log: "The log, or `-` for standard input. By default the log of the last engine.",
    shell: "Which shell.",
  },
  headings: [],
  notes: { choices: "one of", default: "default" },
  examples: "Examples:",
}
