import { Problem } from '../pki/problem.ts'
import type { ZodObject, core, output } from 'zod'

/** @throws Problem `invalidRequest` with one sentence that names every member at fault and what it may be */
export function validate<Schema extends ZodObject>(schema: Schema, value: unknown): output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const sentences = result.error.issues.map((issue) => `${memberName(issue.path)} ${issue.message}`)
  const field = result.error.issues[0]?.path[0]
  throw new Problem(
    'invalidRequest',
    [...new Set(sentences)].join('; '),
    typeof field === 'string' ? { field } : {},
  )
}

/** `sanDns[2]`, as a program would write it. */
function memberName(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) =>
      typeof part === 'number' ? `[${part}]` : at === 0 ? String(part) : `.${String(part)}`,
    )
    .join('')
}

/** The error of a schema: what the member must be, or that it is missing. */
export function must(be: string): { error: (issue: core.$ZodRawIssue) => string } {
  return { error: (issue) => (issue.input === undefined ? 'is required' : `must be ${be}`) }
}
