import { Fragment } from 'react'
import type { ReactNode } from 'react'

/** An e-mail address or a dotted name: it breaks after `@` and before dots, as people read it, and elsewhere only when it has to. */
export function Breakable({ text }: { text: string }): ReactNode {
  return (
    <span className="wrap-anywhere">
      {text.split(/(?<=@)|(?=\.)/).map((part, place) => (
        // The text is constant: the place is the identity.
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  )
}
