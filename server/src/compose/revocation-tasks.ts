import { StatusFollower } from '../ca/revocation/follow-statuses.ts'
import {
  publishDueLists,
  publishMovedLists,
  renewDueResponders,
} from '../ca/revocation/publish-due.ts'
import type { Instance } from '../compose.ts'
import { createProbe } from './own-probe.ts'
import type { Task } from '../schedule/timetable.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * What relying parties are told is kept true: statuses heard of, lists published, responders replaced; and looked at from
 * outside.
 * @param ending ends a look that is under way
 */
export function revocationTasks(instance: Instance, ending: AbortSignal): Task[] {
  const { ca } = instance
  const { store, ocspMemory, instanceName } = ca
  const follower = new StatusFollower(store.statuses, ocspMemory, instanceName)
  const probe = createProbe(instance, ending)
  return [
    // Four times within a lease, so that one slow poll does not end it.
    { name: 'follow statuses', first: 0, every: 250, run: (end) => follower.poll(end) },
    {
      name: 'publish revocation lists',
      first: 0,
      every: 250,
      run: async (end) => {
        // While much is revoked, another one is always due.
        while (!end.aborted && (await publishDueLists(ca)) > 0);
      },
    },
    // The address changes with a start alone; what failed then, or was held by another instance, is looked after again.
    { name: 'publish moved lists', first: 0, every: HOUR, run: () => publishMovedLists(ca) },
    {
      name: 'renew OCSP responders',
      first: 0,
      // A machine that slept for days has none that is valid when it wakes.
      every: MINUTE,
      run: () => renewDueResponders(ca, instance.whileSealing),
    },
    // Soon after a start, when what was due has been published.
    { name: 'self-probe', first: 5_000, every: MINUTE, run: () => probe.round() },
  ]
}
