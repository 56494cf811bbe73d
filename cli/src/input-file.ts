import { readFileSync } from 'node:fs'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'

/** In place of a file's name. */
export const STANDARD_INPUT = '-'

/** @param path of a file, or `-` for standard input @throws Refusal when it cannot be read */
export async function readInput(console: Pick<Console, 'input'>, path: string): Promise<Buffer> {
  if (path === STANDARD_INPUT) return readAll(console)
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new Refusal(`${path} cannot be read`, 'check its path and permissions', cause)
  }
}

/** @throws Refusal as readInput */
export async function readInputText(
  console: Pick<Console, 'input'>,
  path: string,
): Promise<string> {
  return (await readInput(console, path)).toString('utf8')
}

async function readAll({ input }: Pick<Console, 'input'>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array | string)) // a stream of one of both
  return Buffer.concat(chunks)
}
