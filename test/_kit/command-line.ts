import { PassThrough } from 'node:stream'
import { run } from '../../server/src/commands/run.ts'

/** What a command wrote and how it ended. */
export interface Ran {
  readonly code: number
  readonly output: string
  readonly talk: string
}

export interface Typing {
  readonly variables: Readonly<Record<string, string>>
  /** What comes in on standard input. */
  readonly input?: string
  /** Answers typed at a terminal, each when it is asked for. */
  readonly answers?: readonly string[]
}

/** Runs an operator command in this process, on real files, with a terminal of its own. */
export async function runCommand(words: readonly string[], typing: Typing): Promise<Ran> {
  const input = Object.assign(new PassThrough(), { isTTY: typing.answers !== undefined })
  if (typing.answers === undefined) input.end(typing.input ?? '')
  const answers = [...(typing.answers ?? [])]
  let output = ''
  let talk = ''
  const code = await run(words, {
    variables: typing.variables,
    input,
    output: gather((text) => (output += text)),
    talk: gather((text) => {
      talk += text
      if (text.endsWith(': ') && answers.length > 0) input.write(`${answers.shift()}\n`)
    }),
    operator: 'tester',
  })
  return { code, output, talk }
}

function gather(add: (text: string) => void): PassThrough {
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => add(chunk.toString()))
  return stream
}
