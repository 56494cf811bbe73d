import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Outcome, Task } from './load.ts'

/** The load generator, on the other core: whoever measures must not be measured. */
export class LoadProcess implements Disposable {
  readonly #child: ChildProcess = fork(new URL('./load.ts', import.meta.url))

  /** @throws Error with the first answer that was not 200 */
  async perform(task: Task): Promise<Outcome> {
    const outcome = await ask<Outcome>(this.#child, task)
    if (outcome.failure !== undefined) throw new Error(outcome.failure)
    return outcome
  }

  [Symbol.dispose](): void {
    this.#child.disconnect()
  }
}

/** Sends a message and waits for the one that answers it. */
export function ask<Answer>(child: ChildProcess, message: object | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('the process ended'))
    child.once('exit', ended)
    child.once('message', (answer) => {
      child.off('exit', ended)
      resolve(answer as Answer) // both sides of the channel are ours
    })
    child.send(message)
  })
}
