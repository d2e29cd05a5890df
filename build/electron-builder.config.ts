import type { Configuration } from "electron-builder"
import { finishPackage } from "./finish-package"

/**
 * The Linux packages. Everything the program needs is in its three bundles and its Python files, so nothing of
 * node_modules goes along. `npm run package` is the way in.
 */
const configuration: Configuration = {
  appId: "glimmer",
  productName: "Glimmer",
  // Goes nowhere by itself: no update channel is written into the package, nothing is uploaded.
  publish: null,
  directories: { output: "build/dist/packages", buildResources: "build/package" },
  files: [
    "build/dist/{main,preload,renderer}/**/*",
    "package.json",
    // The runtimes in optionalDependencies are for the scripts of a clone; Electron brings its own.
    "!**/node_modules/**",
    // Licences go where people find them, see finish-package.ts.
    "!**/.vite/**",
    "!**/*.map",
  ],
  extraMetadata: {
    // A package must name a site. There is none, so this is a name that cannot exist; write-deb.mjs leaves it out.
    homepage: "https://glimmer.invalid",
    // Nobody reads these in a package; `bin` would name a file that is not there.
    ...{ allowScripts: null, bin: null, engines: null, knip: null, optionalDependencies: null },
  },
  extraResources: [
    {
      // Outside of the archive: another program, the engine's Python, reads them.
      from: "electron/python",
      to: "python",
      // What runs; the text and the scripts that train the self-test model stay in the sources.
      filter: ["*.py", "*.jinja", "selftest/model/**/*"],
    },
  ],
  extraFiles: [
    { from: "build/package/glimmer", to: "glimmer" },
    { from: "LICENSE", to: "LICENSE.glimmer.txt" },
  ],
  afterPack: finishPackage,
  asar: true,
  // The command reads its program and the page as plain files, as any Node does: Electron would copy each file of an
  // archive that is opened as a stream into the system's temporary folder.
  asarUnpack: ["build/dist/main/**", "build/dist/renderer/**", "package.json"],
  // There is no native module to build for Electron's ABI.
  npmRebuild: false,
  // The languages of Chromium's own words, which are few here. Glimmer's own words are in its page.
  electronLanguages: ["en-US", "zh-CN"],
  electronFuses: {
    // `glimmer`, the command, runs in Electron's own Node: it needs neither a display nor a second Node in the package.
    // The price: where the AppArmor profile of the deb lets this binary make user namespaces, it lends that right to
    // any script that it is told to run.
    runAsNode: true,
    // Inspecting is attaching to a process that holds API keys.
    enableNodeCliInspectArguments: false,
    // An `app` folder put beside the archive is not run instead of it.
    onlyLoadAppFromAsar: true,
    // The page comes from a scheme of its own, nothing from file://.
    grantFileProtocolExtraPrivileges: false,
    // There is no such snapshot.
    loadBrowserProcessSpecificV8Snapshot: false,
    // Not off: Electron would also delete NODE_EXTRA_CA_CERTS, by which companies name their certificates. Of
    // NODE_OPTIONS a packaged Electron takes the two about HTTP headers and no other.
    enableNodeOptionsEnvironmentVariable: true,
    // The page sets no cookie and loads nothing but itself. There is no way back from on to off, and on may ask for
    // the password of the keyring at the first start.
    enableCookieEncryption: false,
    // Electron checks archives on macOS and Windows only; on here would be a promise that nobody keeps.
    enableEmbeddedAsarIntegrityValidation: false,
  },
  // The static runtime: no libfuse2 to install, and Chromium's sandbox is not switched off in the desktop entry.
  toolsets: { appimage: "1.0.3" },
  linux: {
    // Which packages are made of it is decided by what this machine can make, see build/scripts/package.mjs.
    target: ["dir"],
    // The window. `glimmer`, the command, is build/package/glimmer.
    executableName: "glimmer-desktop",
    artifactName: "glimmer-${version}-linux-${arch}.${ext}",
    icon: "build/icons",
    category: "Utility;Science;ArtificialIntelligence",
    maintainer: "The Glimmer developers <developers@glimmer.invalid>",
    vendor: "The Glimmer developers",
    synopsis: "GLM models on your own GPU workstation",
    description:
      "Looks at the machine, builds the vLLM engine in a folder of its own, says which GLM model fits before anything is downloaded, and offers a chat in which the model uses tools.",
    // The file is named as package.json's `desktopName` says, by which desktops find the window's icon.
    syncDesktopName: true,
    desktop: {
      entry: {
        "Name[zh_CN]": "Glimmer",
        GenericName: "GLM models on your own GPU",
        "GenericName[zh_CN]": "在自己的显卡上运行 GLM 模型",
        "Comment[zh_CN]":
          "查看机器、构建 vLLM 推理引擎、下载前就知道哪个模型放得下，并与会使用工具的模型对话。",
        Keywords: "GLM;LLM;vLLM;GPU;AI;chat;",
        "Keywords[zh_CN]": "大模型;人工智能;对话;显卡;推理;",
        StartupNotify: "true",
      },
    },
  },
  deb: {
    packageCategory: "science",
    priority: "optional",
    // What Electron's binary is linked with, as its makers list it, and two libraries that desktops have and servers
    // often lack. The window is not needed for `glimmer serve`; its libraries are.
    depends: [
      ...[
        "libgtk-3-0",
        "libnotify4",
        "libnss3",
        "libxss1",
        "libxtst6",
        "xdg-utils",
        "libatspi2.0-0",
        "libuuid1",
      ],
      ...["libsecret-1-0", "libgbm1", "libasound2t64 | libasound2"],
    ],
    // There is no icon in the tray.
    recommends: [],
    fpm: packageFiles("copyright"),
  },
  rpm: { fpm: packageFiles("LICENSE") },
}
export default configuration

/** Files of a system package beside /opt: the command, and the licence where the distribution keeps licences. */
function packageFiles(licenceName: string): string[] {
  return [
    "build/package/glimmer=/usr/bin/glimmer",
    `build/package/copyright=/usr/share/doc/glimmer/${licenceName}`,
  ]
}
