import type { Uuid } from '../pki/identifier.ts'
import type { Store } from '../store/store.ts'
import { ask, canAsk } from './ask.ts'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'
import { plain } from './table.ts'

/**
 * What cannot be taken back: whoever types the name of the CA has read it. An unknown CA is for the verb to refuse.
 * @param about a sentence before the question, and what is said where there is nobody to ask
 */
export async function confirmByName(
  console: Console,
  store: Pick<Store, 'authorities'>,
  id: Uuid,
  about: { readonly question: string; readonly refusal: string },
): Promise<void> {
  const authority = await store.authorities.get(id)
  if (!authority) return
  if (!canAsk(console))
    throw new Refusal(
      `${about.refusal}, and there is no terminal to ask on`,
      'add --yes to go ahead',
    )
  const typed = await ask(
    console,
    `${about.question} Type the name of the CA, ${plain(authority.name)}, to go ahead: `,
  )
  if (typed.trim() !== authority.name)
    throw new Refusal('that is not its name, so nothing was done', 'run the command again')
}
