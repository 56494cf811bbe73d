import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { classes } from '../../../kit/classes.ts'
import { TextInput } from '../../../kit/text-input.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** One alternative name as it was typed, and what the server makes of it. */
export interface ShownName {
  readonly typed: string
  readonly kind: 'dns' | 'ip'
  /** As it will stand in the certificate; undefined while nobody has looked. */
  readonly normalized?: string | undefined
  readonly problem?: string | undefined
  /** Comes from the common name by itself. */
  readonly isOfCommonName?: boolean
}

/** Four numbers with dots, or anything with colons: the rest is a DNS name. */
export function kindOf(name: string): 'dns' | 'ip' {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) || name.includes(':') ? 'ip' : 'dns'
}

/** Alternative names as chips: checked while one types, IDNs shown as they will be written. */
export function NamesField({
  names,
  onAdd,
  onRemove,
}: {
  names: readonly ShownName[]
  onAdd: (names: readonly string[]) => void
  onRemove: (name: string) => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const id = useId()
  const [typed, setTyped] = useState('')
  const add = (text: string): void => {
    const found = text.split(/[\s,;]+/).filter((name) => name !== '')
    if (found.length > 0) onAdd(found)
    setTyped('')
  }
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t('issue.names')}
      </label>
      {names.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {names.map((name) => (
            <Chip key={`${name.kind} ${name.typed}`} name={name} onRemove={onRemove} />
          ))}
        </ul>
      )}
      <div className="flex gap-2">
        <TextInput
          id={id}
          value={typed}
          placeholder={t('issue.namesHint')}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          spellCheck={false}
          onChange={(text) => (/[\s,;]/.test(text) ? add(text) : setTyped(text))}
          onBlur={() => add(typed)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && typed.trim() !== '') {
              event.preventDefault()
              add(typed)
            } else if (event.key === 'Backspace' && typed === '') {
              const last = names.findLast(({ isOfCommonName }) => isOfCommonName !== true)
              if (last) onRemove(last.typed)
            }
          }}
        />
        <Button
          size="lg"
          className="h-9"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => add(typed)}
        >
          {t('issue.addName')}
        </Button>
      </div>
      <p id={`${id}-hint`} className="text-xs text-ink-faint">
        {t('issue.namesExplained')}
      </p>
      {names.map(({ typed: key, problem }) =>
        problem === undefined ? null : (
          <p key={key} role="alert" className="text-xs font-medium break-words text-bad">
            {problem}
          </p>
        ),
      )}
    </div>
  )
}

function Chip({
  name,
  onRemove,
}: {
  name: ShownName
  onRemove: (name: string) => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const shown = name.normalized ?? name.typed
  const isOther = name.normalized !== undefined && name.normalized !== name.typed.toLowerCase()
  return (
    <li
      className={classes(
        'inline-flex h-7 max-w-full items-center gap-1 rounded-md border ps-2 text-sm',
        name.problem === undefined ? 'bg-sunken' : 'border-bad bg-bad-soft text-bad',
        name.isOfCommonName === true && 'pe-2 border-dashed text-ink-soft',
      )}
    >
      <span className="text-xs text-ink-faint">{name.kind === 'dns' ? 'DNS' : 'IP'}</span>
      <span className="min-w-0 truncate" title={shown}>
        {isOther ? name.typed : shown}
        {isOther && <span className="ms-1.5 font-mono text-xs text-ink-faint">{shown}</span>}
      </span>
      {name.isOfCommonName !== true && (
        <button
          type="button"
          aria-label={t('issue.removeName', { name: name.typed })}
          onClick={() => onRemove(name.typed)}
          className="flex size-6 items-center justify-center rounded-sm text-ink-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </li>
  )
}
