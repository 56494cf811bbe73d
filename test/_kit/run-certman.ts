import { PassThrough } from 'node:stream'
import { run } from '../../cli/src/run.ts'

/** What a command wrote and how it ended. */
export interface CertmanRan {
  readonly code: number
  readonly output: string
  readonly octets: Buffer
  readonly talk: string
}

/** Runs `certman` in this process with a terminal of its own; answers are typed each when it is asked for. */
export async function certman(
  words: readonly string[],
  given: {
    readonly home: string
    readonly variables?: Readonly<Record<string, string | undefined>>
    readonly input?: string | Uint8Array
    readonly answers?: readonly string[]
    readonly now?: () => number
  },
): Promise<CertmanRan> {
  const input = Object.assign(new PassThrough(), { isTTY: given.answers !== undefined })
  if (given.answers === undefined) input.end(given.input ?? '')
  const answers = [...(given.answers ?? [])]
  const output: Buffer[] = []
  let talk = ''
  const code = await run(words, {
    variables: given.variables ?? {},
    input,
    output: gather((chunk) => output.push(chunk)),
    talk: gather((chunk) => {
      talk += chunk.toString()
      if (talk.endsWith(': ') && answers.length > 0) input.write(`${answers.shift()}\n`)
    }),
    home: given.home,
    fetch: globalThis.fetch,
    now: given.now ?? Date.now,
  })
  const octets = Buffer.concat(output)
  return { code, output: octets.toString(), octets, talk }
}

function gather(take: (chunk: Buffer) => void): PassThrough {
  const stream = new PassThrough()
  stream.on('data', take)
  return stream
}
