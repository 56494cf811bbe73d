import { buildDashboard } from '../../tools/build-dashboard.ts'

/** Before the suites in the browser, once: they see what the sources say. */
export async function setup(): Promise<void> {
  const failure = await buildDashboard({ ifNeeded: true })
  if (failure !== undefined) throw new Error(`the dashboard could not be built:\n${failure}`)
}
