import type { Fix, SystemFamily } from "./fix"
import { installCommand } from "./install-command"

/**
 * The exact command for what only the person at the machine may do; null where there is none, or none for this
 * distribution. It is shown to be copied and never run.
 */
export function commandOfFix(fix: Fix, family: SystemFamily | null): string | null {
  switch (fix.kind) {
    case "install-system-package":
      return family === null ? null : installCommand(fix.packages, family)
    case "enable-persistence":
      return "sudo nvidia-smi -pm 1"
    case "sync-clock":
      return "sudo timedatectl set-ntp true"
    case "raise-open-files":
      return `ulimit -n ${fix.files}`
    case "reboot":
      return "sudo reboot"
    case "read-system-log":
      return "sudo dmesg --ctime | tail -n 100"
    case "fix-folder-owner":
      return fix.path === null ? null : `sudo chown -R "$USER" ${quoted(fix.path)}`
    case "more-shared-memory":
      return "docker run --shm-size=8g …"
    case "use-wsl":
      return "wsl --install"
    default:
      return null
  }
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
