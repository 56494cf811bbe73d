import type { Console } from './console.ts'

const BAR = 24
/** Between two lines where nobody watches, and between two drawings where somebody does. */
const LINE_MILLISECONDS = 2_000
const DRAWING_MILLISECONDS = 100
export const CLEAR_LINE = '\r\u{1b}[2K'

/** How far a long run is, told beside the results: on a terminal one line drawn over and over, elsewhere a line now and then. */
export interface Progress {
  at(done: number): void
  /** Leaves no half-drawn line behind. */
  end(): void
}

/** @param total as it is known before; the run may find a few more or less */
export function startProgress(console: Console, total: number): Progress {
  const { talk } = console
  const isWatched = talk.isTTY === true
  const started = performance.now()
  let told = started
  return {
    at(done) {
      const now = performance.now()
      if (now - told < (isWatched ? DRAWING_MILLISECONDS : LINE_MILLISECONDS)) return
      told = now
      const line = renderProgress(done, total, (now - started) / 1000)
      talk.write(isWatched ? CLEAR_LINE + line : `${line}\n`)
    },
    end() {
      if (isWatched) talk.write(CLEAR_LINE)
    },
  }
}

/** `[######------------------]  25000 of 100000   9800/s   8 s left` */
export function renderProgress(done: number, total: number, seconds: number): string {
  const all = Math.max(done, total)
  const share = all === 0 ? 1 : done / all
  const filled = Math.round(share * BAR)
  const rate = seconds > 0 ? done / seconds : 0
  const left = rate > 0 ? `${Math.ceil((all - done) / rate)} s left` : 'some time left'
  const bar = '#'.repeat(filled) + '-'.repeat(BAR - filled)
  return `[${bar}]  ${done} of ${all}   ${Math.round(rate)}/s   ${left}`
}
