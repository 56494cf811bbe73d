import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'

/** @returns one line, typed in sight; the question goes beside the results */
async function ask(console: Console, question: string): Promise<string> {
  return answer(
    console,
    question,
    createInterface({ input: console.input, output: console.talk, terminal: true }),
  )
}

/** @returns one line, typed out of sight */
export async function askHidden(console: Console, question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const typed = answer(
    console,
    '',
    createInterface({ input: console.input, output: nowhere, terminal: true }),
  )
  console.talk.write(question)
  try {
    return await typed
  } finally {
    console.talk.write('\n')
  }
}

export function canAsk(console: Console): boolean {
  return console.input.isTTY === true
}

async function answer(console: Console, question: string, reading: Interface): Promise<string> {
  const given = new AbortController()
  const giveUp = (): void => given.abort()
  reading.once('SIGINT', giveUp)
  reading.once('close', giveUp)
  try {
    return await reading.question(question, { signal: given.signal })
  } catch (cause) {
    if (!given.signal.aborted) throw cause
    throw new Refusal('nothing was answered, so nothing was done', 'run the command again', cause)
  } finally {
    reading.off('close', giveUp)
    reading.close()
    console.input.pause()
  }
}

/** @returns whether the answer is yes; there must be a terminal @throws Refusal when there is none */
export async function confirm(console: Console, question: string): Promise<boolean> {
  if (!canAsk(console))
    throw new Refusal('this asks before it does something, and there is no terminal', 'add --yes')
  return /^y(es)?$/i.test((await ask(console, `${question} [y/N]: `)).trim())
}
