/** A text that depends on a number: `{{count}}`. Which forms a language has is its own matter (CLDR). */
export interface Plural {
  readonly one: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

/** The texts of an area: by name, or in groups. */
export interface TextTree {
  readonly [name: string]: string | Plural | TextTree
}

/** The same names in another language: one that is missing or too many does not compile. */
export type Same<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends string
    ? string
    : Tree[Name] extends Plural
      ? Plural
      : Same<Tree[Name]>
}

/** `name` or `group.name`: what can be asked for. */
export type TextKey<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string | Plural
    ? Name
    : `${Name}.${TextKey<Tree[Name]>}`
}[keyof Tree & string]
