#!/usr/bin/env node
// Writes a Debian package with dpkg-deb, told what to do in the words of fpm, whose place it takes in electron-builder
// (CUSTOM_FPM_PATH): a package for Debian then needs a Debian system and no download. It knows the options that
// electron-builder uses and refuses all others.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { parseArgs } from "node:util"

const text = /** @type {const} */ ({ type: "string" })
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: "s" },
    t: { ...text, short: "t" },
    d: { ...text, short: "d", multiple: true },
    force: { type: "boolean" },
    architecture: text,
    name: text,
    version: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    description: text,
    category: text,
    package: text,
    "after-install": text,
    "after-remove": text,
    "deb-priority": text,
    "deb-compression": text,
    "deb-recommends": { ...text, multiple: true },
  },
})
if (values.s !== "dir" || values.t !== "deb")
  throw new Error("only folders can be packed, and only for Debian")

const folder = mkdtempSync(join(tmpdir(), "glimmer-deb-"))
try {
  for (const mapping of positionals) copyInto(folder, mapping)
  const files = filesIn(folder)
  mkdirSync(join(folder, "DEBIAN"))
  writeFileSync(join(folder, "DEBIAN/control"), control(files))
  writeFileSync(
    join(folder, "DEBIAN/md5sums"),
    files.map((path) => `${md5(path)}  ${relative(folder, path)}\n`).join(""),
  )
  for (const [script, path] of [
    ["postinst", values["after-install"]],
    ["postrm", values["after-remove"]],
  ]) {
    writeFileSync(join(folder, "DEBIAN", script), readFileSync(path), { mode: 0o755 })
  }
  // Folders of other people's making may be closed to others, or writable by them.
  for (const path of foldersIn(folder)) chmodSync(path, 0o755)
  const wished = values["deb-compression"] ?? "xz"
  const compression = wished === "gz" ? "gzip" : wished
  const { status } = spawnSync(
    "dpkg-deb",
    ["--root-owner-group", `-Z${compression}`, "--build", folder, values.package],
    { stdio: ["ignore", 2, 2] },
  )
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** `from=to`: a file becomes the file `to`; a folder's content (with or without a slash) goes into the folder `to`. */
function copyInto(root, mapping) {
  const split = mapping.lastIndexOf("=")
  if (split === -1) throw new Error(`not a mapping: ${mapping}`)
  const [from, to] = [mapping.slice(0, split), join(root, mapping.slice(split + 1))]
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
}

function control(files) {
  const kibibytes = files.reduce((sum, path) => sum + Math.ceil(statSync(path).size / 1024), 0)
  const [synopsis, ...rest] = values.description.split("\n")
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    "Installed-Size": String(kibibytes),
    Depends: values.d?.join(", "),
    Recommends: values["deb-recommends"]?.join(", "),
    Section: values.category,
    Priority: values["deb-priority"],
    // A name that cannot exist stands where there is no site.
    Homepage: values.url && !new URL(values.url).hostname.endsWith(".invalid") ? values.url : undefined,
    Description: [synopsis.trim(), ...rest.flatMap((line) => wrapped(line.trim()))].join("\n "),
  }
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("")
}

/** Lines of at most 76 characters, as package tools show them. */
function wrapped(line) {
  return line === "" ? ["."] : (line.match(/\S.{0,75}(?=\s|$)/g) ?? [line]).map((part) => part.trim())
}

function filesIn(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

function foldersIn(root) {
  const below = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  return [root, ...below.map((entry) => join(entry.parentPath, entry.name))]
}

function md5(path) {
  return createHash("md5").update(readFileSync(path)).digest("hex")
}
