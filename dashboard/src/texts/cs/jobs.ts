import type { jobs as english } from '../en/jobs.ts'
import type { Same } from '../tree.ts'

export const jobs: Same<typeof english> = {
  title: 'Úlohy',
}
