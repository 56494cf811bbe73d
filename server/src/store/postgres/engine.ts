import { Problem } from '../../pki/problem.ts'
import type { Engine } from '../engine.ts'
import type { StoreOptions } from '../open.ts'

export async function openPostgres(_url: string, _options: StoreOptions): Promise<Engine> {
  throw new Problem('unavailable', 'PostgreSQL is not supported yet')
}
