/** CPU microseconds of one run of a subject, measured once. */
export type Sample = () => number | Promise<number>

export interface Sampled {
  /** Median over all rounds, microseconds. */
  median(name: string): number
  /** Median of the rounds' ratios: what was measured side by side is compared side by side. */
  ratio(name: string, floor: string): number
}

/** Measures all subjects in turns, so that a noisy neighbour, a warm cache or a slower clock meets all of them alike. */
export async function alternate(
  subjects: Readonly<Record<string, Sample>>,
  rounds: number,
): Promise<Sampled> {
  const samples = new Map<string, number[]>(Object.keys(subjects).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, sample] of Object.entries(subjects)) samples.get(name)?.push(await sample())
  }
  const of = (name: string): readonly number[] => {
    const found = samples.get(name)
    if (found === undefined) throw new Error(`${name} was not measured`)
    return found
  }
  return {
    median: (name) => quantile(of(name), 0.5),
    ratio: (name, floor) => {
      const floors = of(floor)
      return quantile(
        of(name).map((value, round) => value / (floors[round] ?? Number.NaN)),
        0.5,
      )
    },
  }
}

/** CPU microseconds of this thread per run of something synchronous. */
export function cpuOf(run: () => unknown, runs: number): number {
  const before = process.threadCpuUsage()
  for (let done = 0; done < runs; done++) run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / runs
}

/** @param share 0.5 for the median, 0.99 for the 99th percentile */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  return sorted[at] ?? Number.NaN
}
