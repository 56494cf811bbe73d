import { Problem } from '../pki/problem.ts'
import type { ZodObject, core, output } from 'zod'

/** @throws Problem `invalidRequest` with one sentence that names every member at fault and what it may be */
export function validate<Schema extends ZodObject>(schema: Schema, value: unknown): output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) {
    refuseUnstorableText(result.data)
    return result.data
  }
  const sentences = result.error.issues.map((issue) => `${memberName(issue.path)} ${issue.message}`)
  const field = result.error.issues[0]?.path[0]
  throw new Problem(
    'invalidRequest',
    [...new Set(sentences)].join('; '),
    typeof field === 'string' ? { field } : {},
  )
}

/**
 * Refuses text that not every database can hold: NUL, for which PostgreSQL has no room, and half of a surrogate pair, for which
 * UTF-8 has no octets (RFC 7493 §2.1).
 * @throws Problem `invalidRequest`
 */
export function refuseUnstorableText(data: object): void {
  // Neither recursion nor a path per member: what is nested deeply must exhaust neither the stack nor the processor.
  const waiting: Found[] = [{ value: data, name: '', within: undefined }]
  for (let found = waiting.pop(); found !== undefined; found = waiting.pop()) {
    const { value } = found
    if (typeof value === 'string') {
      if (!value.isWellFormed() || value.includes('\0')) throw unstorable(pathOf(found))
    } else if (Array.isArray(value)) {
      for (const [name, member] of value.entries())
        waiting.push({ value: member, name, within: found })
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value))
        waiting.push({ value: member, name, within: found })
    }
  }
}

interface Found {
  readonly value: unknown
  readonly name: PropertyKey
  readonly within: Found | undefined
}

function pathOf(found: Found): readonly PropertyKey[] {
  const path: PropertyKey[] = []
  for (let at = found; at.within !== undefined; at = at.within) path.unshift(at.name)
  return path
}

function unstorable(path: readonly PropertyKey[]): Problem {
  const [field] = path
  return new Problem(
    'invalidRequest',
    `${memberName(path)} must be text without NUL and without halves of surrogate pairs`,
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
