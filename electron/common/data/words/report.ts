import type { ReportWords } from "../../domain/report/report"

/** Reports are read by whoever helps, in any country; names and codes in them are the same in every language. */
export const reportWords: ReportWords = {
  title: "Glimmer",
  notice:
    "Made to be shared. Keys, names of people and machines, home folders, addresses and what was said in chats have been taken out; the marks [key], [content], [user], [host], [address], [id] and ~ stand for them.",
  sections: {
    diagnosis: "Diagnosis",
    checks: "Checks",
    fixes: "Fixes tried here",
    versions: "Versions",
    machine: "Machine",
    engine: "Engine",
    settings: "Settings",
    logs: "Logs",
  },
  none: "None.",
  linesBefore: "Lines left out before:",
}
