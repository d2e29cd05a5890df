import { spawn } from "node:child_process"

/** Opens an address in the system's browser where there is a display for one; says nothing when there is none. */
export async function openBrowser(address: string): Promise<void> {
  const display = process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]
  if (process.platform === "linux" && !display) return
  const [program, args] = process.platform === "darwin" ? ["open", [address]] : ["xdg-open", [address]]
  await new Promise<void>((resolve) => {
    const child = spawn(program, args, { stdio: "ignore", detached: true })
    // A machine without a browser is none that needs a message: the address stands above.
    child.once("error", () => resolve())
    child.once("spawn", () => {
      child.unref()
      resolve()
    })
  })
}
