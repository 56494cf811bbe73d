import { inspect } from 'node:util'

/** What must not be printed: String(), template texts, JSON and inspection show a label instead. */
export abstract class Secret {
  readonly #label: string

  constructor(label: string) {
    this.#label = `[${label}]`
  }

  toString(): string {
    return this.#label
  }

  toJSON(): string {
    return this.#label
  }

  [Symbol.toPrimitive](): string {
    return this.#label
  }

  [inspect.custom](): string {
    return this.#label
  }
}
