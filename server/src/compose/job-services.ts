import { createSavedViews, type SavedViews } from '../access/saved-views.ts'
import type { Sessions } from '../access/sessions.ts'
import type { CertificationAuthority } from '../ca/certification-authority.ts'
import type { Instance } from '../compose.ts'
import { createJobs } from '../jobs/create-jobs.ts'
import { JobRunner } from '../jobs/job-runner.ts'
import type { JobContext, Jobs } from '../jobs/jobs.ts'
import { readDeliveryKey, sealTo } from '../keys/sealed-delivery.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type { Task } from '../schedule/timetable.ts'
import { backgroundTaskFailed } from '../telemetry/events.ts'

const MINUTE = 60_000
/** Sealed private keys are of use to one browser only, and of none to it after a day. */
const KEYS_KEPT = DAY_MILLISECONDS
const JOBS_KEPT = 30 * DAY_MILLISECONDS

export interface JobServices {
  readonly jobs: Jobs
  readonly views: SavedViews
  /** To be disposed of when nobody can ask for a job any more. */
  readonly runner: JobRunner
}

/** @param ending ends what is followed, so that no open stream holds up the end of the server */
export function jobsOf(
  instance: Instance,
  ca: CertificationAuthority,
  sessions: Pick<Sessions, 'enter'>,
  ending: AbortSignal,
): JobServices {
  const { store, clock, telemetry } = instance
  const { newId, instanceName } = instance.ca
  const now = (): number => clock.now()
  const context: JobContext = {
    store,
    ca,
    enter: (principal, workspaceId) => sessions.enter(principal, workspaceId),
    now,
    newId,
    instanceName,
    ending,
    checkDeliveryKey: readDeliveryKey,
    sealTo,
    onFailure: (error) => backgroundTaskFailed(telemetry, { task: 'jobs', error }),
  }
  const runner = new JobRunner(context)
  return {
    runner,
    jobs: createJobs(context, runner),
    views: createSavedViews({ store, now, newId }),
  }
}

/** What other instances left is gone on with; what is old is forgotten. */
export function jobTasks({ store, clock }: Instance, runner: JobRunner): Task[] {
  return [
    { name: 'go on with jobs', first: 0, every: 5000, run: () => runner.look() },
    {
      name: 'forget old jobs',
      first: MINUTE,
      every: 60 * MINUTE,
      run: async () => {
        await store.jobs.forgetKeys({ endedBefore: clock.now() - KEYS_KEPT })
        await store.jobs.prune(clock.now() - JOBS_KEPT)
      },
    },
  ]
}
