import type { Console } from './console.ts'

export interface Progress extends Disposable {
  /** One more is done. */
  advance(): void
}

const WIDTH = 30

/** A bar on standard error while something long goes on; nothing without a terminal. */
function showProgress(console: Console, total: number): Progress {
  const { talk } = console
  let done = 0
  const draw = (): void => {
    if (talk.isTTY !== true) return
    const filled = Math.round((done / Math.max(1, total)) * WIDTH)
    talk.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total}`)
  }
  draw()
  return {
    advance() {
      done++
      draw()
    },
    [Symbol.dispose]() {
      if (talk.isTTY === true) talk.write('\n')
    },
  }
}

/** Few enough that a server with its limits is not overrun. */
const AT_ONCE = 4

/** Does something to each, a few at a time, and goes on where one fails. @returns what came of each, in order */
export async function forEach<Item, Outcome>(
  console: Console,
  items: readonly Item[],
  act: (item: Item) => Promise<Outcome>,
): Promise<Outcome[]> {
  using progress = showProgress(console, items.length)
  const outcomes: Outcome[] = []
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    // The workers share one iterator: each takes the next that nobody has.
    for (const [index, item] of queue) {
      outcomes[index] = await act(item)
      progress.advance()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return outcomes
}
