import { readFileSync } from 'node:fs'

/** USER_HZ, which Linux promises to every program whatever the kernel's own clock is. */
const TICKS_PER_SECOND = 100

/** Whether this system tells what another process has used. */
export const TELLS_PROCESS_FIGURES: boolean = process.platform === 'linux'

/** CPU microseconds of all threads of a process since its start, in user and kernel mode; NaN where not available. */
export function cpuOfProcess(pid: number): number {
  if (!TELLS_PROCESS_FIGURES) return Number.NaN
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program, in parentheses, may hold anything; the fields are counted from behind it (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [fields[11], fields[12]]
  return ((Number(user) + Number(system)) * 1e6) / TICKS_PER_SECOND
}

/** Resident megabytes of a process; NaN where not available. */
export function residentMegabytes(pid: number): number {
  if (!TELLS_PROCESS_FIGURES) return Number.NaN
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1]) / 1024
}
