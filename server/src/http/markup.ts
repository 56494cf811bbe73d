/** Markup that is safe to send: only `markup` makes it, and whatever it is given as text is escaped. */
export interface Markup {
  readonly html: string
}

type Piece = string | number | Markup | readonly Markup[] | undefined

/** A tagged template: its own text is markup, values are text unless they are Markup themselves. */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const parts = strings.map((text, at) => text + (at < pieces.length ? rendered(pieces[at]) : ''))
  return { html: parts.join('') }
}

function rendered(piece: Piece): string {
  if (piece === undefined) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  if ('html' in piece) return piece.html
  return piece.map(({ html }) => html).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** The two marks that the descriptions use: blank lines between paragraphs, and `code`. */
export function paragraphs(text: string | undefined): readonly Markup[] {
  return (text ?? '').split('\n\n').map((paragraph) => markup`<p>${marked(paragraph)}</p>`)
}

export function marked(text: string): readonly Markup[] {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`))
}
