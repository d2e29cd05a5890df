import type { GlimmerClient } from "#common/contract/index"
import { SELFTEST_SIZE } from "#common/data/selftest"
import { targetFor } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import { selftestSettings } from "#common/domain/selftest-settings"
import { followUntil } from "./follow"

/** The self-test model's settings on this machine with the engine in use. */
export async function selftestLaunch(client: GlimmerClient): Promise<LaunchSettings> {
  const report = await client.machine.report({ refresh: false })
  const { current } = await followUntil(
    await client.setup.watch({}),
    () => true,
    new AbortController().signal,
  )
  return selftestSettings(current?.target ?? targetFor(report), report.gpus, SELFTEST_SIZE)
}
