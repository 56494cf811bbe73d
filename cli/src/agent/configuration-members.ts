import { Refusal } from '../refusal.ts'

export function refuse(at: string, sentence: string): Refusal {
  return new Refusal(
    `${at === '' ? 'the configuration' : at} ${sentence}`,
    'certman agent run --help shows an example',
  )
}

/** Takes the members of a mapping one by one, and refuses those that nobody took: a misspelt setting is never ignored. */
export class MemberReader {
  readonly #members: Map<string, unknown>
  readonly #at: string

  constructor(document: unknown, at: string) {
    if (typeof document !== 'object' || document === null || Array.isArray(document)) {
      throw refuse(at, 'is no mapping of settings')
    }
    this.#members = new Map(Object.entries(document))
    this.#at = at
  }

  optional(name: string): unknown {
    const value = this.#members.get(name)
    this.#members.delete(name)
    return value ?? undefined
  }

  /** Text; YAML reads a bare 0640 as a number, so that is refused with advice. */
  optionalText(name: string): string | undefined {
    const value = this.optional(name)
    if (value === undefined || (typeof value === 'string' && value !== '')) return value
    throw refuse(this.#path(name), `is ${JSON.stringify(value)}, no text: put it in quotes`)
  }

  text(name: string): string {
    const value = this.optionalText(name)
    if (value !== undefined) return value
    throw refuse(this.#path(name), 'is missing')
  }

  list(name: string): readonly unknown[] {
    const value = this.optional(name)
    if (Array.isArray(value)) return value
    throw refuse(this.#path(name), value === undefined ? 'is missing' : 'is no list')
  }

  choice<Choice extends string>(
    name: string,
    choices: readonly Choice[],
    fallback: Choice,
  ): Choice {
    const value = this.optionalText(name)
    if (value === undefined) return fallback
    const chosen = choices.find((choice) => choice === value)
    if (chosen !== undefined) return chosen
    throw refuse(this.#path(name), `is "${value}": give one of ${choices.join(', ')}`)
  }

  optionalDays(name: string): number | undefined {
    const value = this.optional(name)
    if (value === undefined) return undefined
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value
    throw refuse(this.#path(name), `is ${JSON.stringify(value)}: give a whole number of days`)
  }

  finish(): void {
    const [unknown] = this.#members.keys()
    if (unknown !== undefined) throw refuse(this.#path(unknown), 'is no setting of the agent')
  }

  #path(name: string): string {
    return this.#at === '' ? name : `${this.#at}.${name}`
  }
}
