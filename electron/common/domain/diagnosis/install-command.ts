import type { SystemFamily, SystemPackages } from "./fix"

/** The command that installs system packages, to be copied: only the person at the machine may run it. */
export function installCommand(packages: SystemPackages, family: SystemFamily): string {
  return `${INSTALLERS[family]} ${packages[family].join(" ")}`
}

/** The family of a distribution, by its own name and those it says it is like (ID and ID_LIKE of os-release). */
export function systemFamily(names: readonly string[]): SystemFamily | null {
  for (const name of names) {
    const family = FAMILIES.find(({ members }) => members.includes(name.toLowerCase()))
    if (family !== undefined) return family.family
  }
  return null
}

const INSTALLERS: Readonly<Record<SystemFamily, string>> = {
  debian: "sudo apt install",
  fedora: "sudo dnf install",
  suse: "sudo zypper install",
  arch: "sudo pacman -S",
}

const FAMILIES: readonly { readonly family: SystemFamily; readonly members: readonly string[] }[] = [
  {
    family: "debian",
    members: ["debian", "ubuntu", "linuxmint", "deepin", "uos", "kylin", "pop", "kali", "raspbian"],
  },
  {
    family: "fedora",
    members: [
      "fedora",
      "rhel",
      "centos",
      "rocky",
      "almalinux",
      "openeuler",
      "anolis",
      "alinux",
      "ol",
      "amzn",
    ],
  },
  { family: "suse", members: ["suse", "opensuse", "opensuse-leap", "opensuse-tumbleweed", "sles"] },
  { family: "arch", members: ["arch", "manjaro", "endeavouros", "archlinux"] },
]
