import { AUTHORITY_CHANGES } from './change.ts'
import { AUTHORITY_MAKING } from './make.ts'
import { AUTHORITY_READS } from './read.ts'
import { AUTHORITY_REQUESTS } from './requests.ts'
import type { ConsoleEndpoint } from '../endpoint.ts'

export const AUTHORITY_ENDPOINTS: readonly ConsoleEndpoint[] = [
  ...AUTHORITY_READS,
  ...AUTHORITY_MAKING,
  ...AUTHORITY_CHANGES,
  ...AUTHORITY_REQUESTS,
]
