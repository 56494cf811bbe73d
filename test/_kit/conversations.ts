import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeForeignRequest, WEAK_RSA } from './foreign-request.ts'
import type { Variables } from './pattern.ts'

const DIRECTORY = join(import.meta.dirname, '..', 'conversations')

export interface Conversation {
  readonly name: string
  readonly text: string
}

export function readConversations(): Conversation[] {
  const names = readdirSync(DIRECTORY).filter((name) => name.endsWith('.txt'))
  return names.sort().map((name) => ({ name, text: readFileSync(join(DIRECTORY, name), 'utf8') }))
}

/** What every conversation knows from the start: test/conversations/README.md. */
export async function firstVariables(apiKey: string): Promise<Variables> {
  return new Map([
    ['key', apiKey],
    ['csr', await makeForeignRequest('csr.example')],
    ['csr2', await makeForeignRequest('csr.example')],
    ['csr-weak', await makeForeignRequest('csr.example', WEAK_RSA)],
  ])
}
