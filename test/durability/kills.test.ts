import { expect, test } from 'vitest'
import { killAgainAndAgain } from './kills.ts'

/** The short form of `npm run kills`. */
const KILLS = 3

test('what was answered survives SIGKILL under load, and a retry makes no second certificate', async () => {
  const report = await killAgainAndAgain(KILLS)
  expect(report.violations).toEqual([])
  expect(report.certificates).toBeGreaterThan(0)
  expect(report.unanswered).toBeGreaterThan(0)
})
