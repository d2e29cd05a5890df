// A program that wants a home, says whether it got it, and keeps it until its input ends.
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createProcesses } from "#node/adapters/processes"
import { claimHome } from "#node/serve/owner"
import { problemOf } from "#common/domain/problem"

const ports = { files: createFiles(), processes: createProcesses(process.env), clock: createClock() }

try {
  await claimHome(ports, { run: process.argv[2] ?? "" }, "browser")
  console.log("owner")
} catch (error) {
  console.log(problemOf(error).code)
}
process.stdin.resume()
