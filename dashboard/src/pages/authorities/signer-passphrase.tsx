import { Field } from '../../kit/field.tsx'
import { PasswordInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Authority } from './authority.ts'

/** Asks for the passphrase of the CA whose key signs, when it has one. */
export function SignerPassphrase({
  signer,
  value,
  onChange,
  error,
}: {
  signer: Authority
  value: string
  onChange: (value: string) => void
  error: string | undefined
}): ReactNode {
  const { t } = useTexts('authorities')
  if (!signer.has_passphrase) return null
  return (
    <Field
      label={t('passphrase', { name: signer.name })}
      hint={t('passphraseHint')}
      error={error}
      required
    >
      <PasswordInput autoComplete="off" value={value} onChange={onChange} />
    </Field>
  )
}
