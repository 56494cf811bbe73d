import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { PasswordInput, TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

const LEAST_CHARACTERS = 8

export function PasswordStep({
  token,
  link,
  onDone,
}: {
  readonly token: string
  readonly link: { readonly email: string; readonly name: string }
  readonly onDone: () => Promise<void>
}): ReactNode {
  const { t } = useTexts('access')
  const kit = useTexts('kit')
  const [name, setName] = useState(link.name)
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  const redeem = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await call('redeemSetupLink', { body: { token, password, name } }, { staysHere: true })
      await onDone()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!busy && isSecureContext) void redeem()
  }
  const ofPassword = fieldError(error, 'password')
  const ofName = fieldError(error, 'name')
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('email')}>
        {/* Password managers read it as the name of what they keep. */}
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          readOnly
          value={link.email}
          onChange={() => undefined}
        />
      </Field>
      <Field
        label={t('setup.name')}
        optional={kit.t('optional')}
        hint={t('setup.nameHint')}
        error={ofName}
      >
        <TextInput
          name="name"
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={setName}
        />
      </Field>
      <Field label={t('setup.password')} hint={t('setup.passwordHint')} error={ofPassword}>
        <PasswordInput
          name="password"
          autoComplete="new-password"
          minLength={LEAST_CHARACTERS}
          required
          autoFocus
          value={password}
          onChange={setPassword}
        />
      </Field>
      {error !== undefined && ofPassword === undefined && ofName === undefined && (
        <Notice tone="bad">{messageOf(error)}</Notice>
      )}
      {/* Before the link is used up. */}
      {!isSecureContext && <Notice tone="warn">{t('insecure')}</Notice>}
      <Button
        look="primary"
        size="lg"
        type="submit"
        busy={busy}
        disabledReason={isSecureContext ? undefined : t('insecure')}
      >
        {t('setup.continue')}
      </Button>
    </form>
  )
}
