const REDACTED = '[redacted]'

/**
 * A secret that came or goes as text: a master key, a database URL with its password, a new API key. It refuses to be
 * printed: String(), JSON, template literals and inspection show `[redacted]`; only `reveal()` gives it out.
 */
export class SecretText {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    return REDACTED
  }

  toJSON(): string {
    return REDACTED
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED
  }
}
