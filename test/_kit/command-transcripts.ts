import { runCommand, type Ran, type Typing } from './command-line.ts'
import { fillIn, matches, type Variables } from './pattern.ts'

/** One command and what it must say; README.md of test/commands tells how it is written. */
interface Step {
  /** Of the command, from 1. */
  readonly line: number
  readonly command: string
  readonly input: string | undefined
  readonly answers: readonly string[] | undefined
  readonly output: string
  readonly talk: string
  readonly code: number
}

/** @throws Error naming the line that is not understood */
function parseCommandTranscript(text: string): Step[] {
  const lines = text.split('\n')
  const steps: Step[] = []
  let at = 0
  const marked = (mark: string): string[] => {
    const from = at
    while (lines[at]?.startsWith(mark) === true) at++
    return lines.slice(from, at).map((line) => line.slice(mark.length))
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || line.startsWith('#')) {
      at++
      continue
    }
    if (!line.startsWith('$ '))
      throw new Error(`line ${at + 1}: neither a command nor a comment: ${line}`)
    const start = ++at
    const input = marked('< ')
    const answers = marked('> ')
    const output: string[] = []
    while (at < lines.length && !/^([$#|] |-> |$)/.test(lines[at] ?? ''))
      output.push(lines[at++] ?? '')
    const talk = marked('| ')
    const code = /^-> (\d+)$/.exec(lines[at] ?? '')
    if (code) at++
    steps.push({
      line: start,
      command: line.slice(2),
      input: input.length > 0 ? `${input.join('\n')}\n` : undefined,
      answers: answers.length > 0 ? answers : undefined,
      output: output.join('\n'),
      talk: talk.join('\n').trimEnd(),
      code: Number(code?.[1] ?? 0),
    })
  }
  return steps
}

/**
 * Plays a transcript on the instance that the settings name, with the operator's commands unless `run` has others.
 * @throws Error for the first command that does not say what is written, with all that it said
 */
export async function playTranscript(
  name: string,
  text: string,
  settings: Readonly<Record<string, string>>,
  variables: Variables,
  run: (words: readonly string[], typing: Typing) => Promise<Ran> = runCommand,
): Promise<readonly Ran[]> {
  const played: Ran[] = []
  for (const step of parseCommandTranscript(text)) {
    const words = wordsOf(fillIn(step.command, variables))
    const ran = await run(words, {
      variables: settings,
      ...(step.input === undefined ? {} : { input: fillIn(step.input, variables) }),
      ...(step.answers && { answers: step.answers.map((answer) => fillIn(answer, variables)) }),
    })
    const wrong = judge(step, ran, variables)
    if (wrong.length > 0) {
      throw new Error(
        `${name}:${step.line} ${step.command}\n  ${wrong.join('\n  ')}\nIt ended with ${ran.code} and wrote:\n${ran.output}\nand said:\n${ran.talk}`,
      )
    }
    played.push(ran)
  }
  return played
}

function judge(step: Step, ran: Ran, variables: Variables): string[] {
  const wrong: string[] = []
  if (ran.code !== step.code) wrong.push(`exit code ${ran.code}, not ${step.code}`)
  if (!matches(step.output, ran.output.trimEnd(), variables))
    wrong.push('standard output is not as written')
  if (!matches(step.talk, ran.talk.trimEnd(), variables))
    wrong.push('standard error is not as written')
  return wrong
}

/** As a POSIX shell splits a line, as far as transcripts need: spaces, and quotes around what holds some. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  )
}
