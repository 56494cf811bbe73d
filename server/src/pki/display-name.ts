import { Problem } from './problem.ts'

/**
 * What people call something: a workspace, a key, a CA.
 * @returns it without outer spaces
 * @throws Problem `invalidRequest` unless it has 1 to 100 characters, none of them a control character
 */
export function requireName(text: string, what: string): string {
  const name = text.trim()
  const { length } = Array.from(name)
  if (length < 1 || length > 100) {
    throw new Problem(
      'invalidRequest',
      `the name of ${what} has ${length} characters; give it 1 to 100`,
      { field: 'name' },
    )
  }
  if (/\p{Cc}/u.test(name)) {
    throw new Problem(
      'invalidRequest',
      `the name of ${what} holds a control character; remove it`,
      { field: 'name' },
    )
  }
  return name
}
