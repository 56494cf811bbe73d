import type { Output } from '../../api/call.ts'

/** What the server tells of a workspace at a glance. */
export type Overview = Output<'getOverview'>
