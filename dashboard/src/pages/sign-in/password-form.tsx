import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { PasswordInput, TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

/** E-mail address and password; where there is a second factor, a ticket for it. */
export function PasswordForm({
  onDone,
  onTicket,
}: {
  readonly onDone: () => Promise<void>
  readonly onTicket: (ticket: string) => void
}): ReactNode {
  const { t } = useTexts('access')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  const signIn = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      const outcome = await call(
        'signInWithPassword',
        { body: { email, password } },
        { staysHere: true },
      )
      if (outcome.ticket === undefined) await onDone()
      else onTicket(outcome.ticket)
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!busy) void signIn()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('email')}>
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={setEmail}
        />
      </Field>
      <Field label={t('password')} error={error === undefined ? undefined : messageOf(error)}>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
        />
      </Field>
      <Button look="primary" size="lg" type="submit" busy={busy}>
        {t('signIn')}
      </Button>
    </form>
  )
}
