/**
 * Placeholders of a transcript. `<kind>` stands for any text of that kind; `<kind name>` captures it as well;
 * `<name>` afterwards is what was captured, or was given from outside.
 */
export type Variables = Map<string, string>

const KINDS = {
  any: '[^]*',
  text: '[^\\r\\n]+',
  word: '[\\w.-]+',
  number: '-?\\d+(?:\\.\\d+)?',
  hex: '(?:[0-9A-F]{2})+',
  uuid: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  time: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z',
  pem: '-----BEGIN [A-Z ]+-----\\n(?:[A-Za-z0-9+/=]{1,64}\\n)+-----END [A-Z ]+-----',
} as const

type Kind = keyof typeof KINDS

const PLACEHOLDER = /<([a-z][\w-]*)(?: ([a-z][\w-]*))?>/gi

function isKind(word: string): word is Kind {
  return Object.hasOwn(KINDS, word)
}

/** Fills in variables. @throws Error for a name that nothing has captured */
export function fillIn(
  template: string,
  variables: Variables,
  encode: (value: string) => string = (value) => value,
): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = variables.get(name)
    if (value === undefined) throw new Error(`nothing is known as <${name}>`)
    return encode(value)
  })
}

/** Whether a text is as a template says; captures what it names. */
export function matches(template: string, text: string, variables: Variables): boolean {
  const names: string[] = []
  let source = ''
  let from = 0
  for (const placeholder of template.matchAll(PLACEHOLDER)) {
    source += escape(template.slice(from, placeholder.index))
    from = placeholder.index + placeholder[0].length
    const [, word = '', name] = placeholder
    if (isKind(word)) {
      source += `(${KINDS[word]})`
      names.push(name ?? '')
    } else {
      source += escape(fillIn(placeholder[0], variables))
    }
  }
  const found = new RegExp(`^${source}${escape(template.slice(from))}$`).exec(text)
  if (found === null) return false
  for (const [index, name] of names.entries()) {
    if (name !== '') variables.set(name, found[index + 1] ?? '')
  }
  return true
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
