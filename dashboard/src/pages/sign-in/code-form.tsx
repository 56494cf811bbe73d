import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

/** The second factor: what the authenticator app shows, or a recovery code. */
export function CodeForm({
  ticket,
  onDone,
  onRestart,
}: {
  readonly ticket: string
  readonly onDone: () => Promise<void>
  readonly onRestart: () => void
}): ReactNode {
  const { t } = useTexts('access')
  const [code, setCode] = useState('')
  const [recovery, setRecovery] = useState(false)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  const finish = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await call('signInWithCode', { body: { ticket, code } }, { staysHere: true })
      await onDone()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!busy) void finish()
  }
  const change = (): void => {
    setRecovery(!recovery)
    setCode('')
    setError(undefined)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={recovery ? t('code.recoveryLabel') : t('code.label')}
        hint={recovery ? t('code.recoveryHint') : t('code.hint')}
        error={error === undefined ? undefined : messageOf(error)}
      >
        <TextInput
          key={recovery ? 'recovery' : 'app'}
          name="code"
          mono
          autoFocus
          required
          autoComplete={recovery ? 'off' : 'one-time-code'}
          inputMode={recovery ? 'text' : 'numeric'}
          spellCheck={false}
          value={code}
          onChange={setCode}
        />
      </Field>
      <Button look="primary" size="lg" type="submit" busy={busy}>
        {t('signIn')}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button look="ghost" onClick={change}>
          {recovery ? t('code.useApp') : t('code.useRecovery')}
        </Button>
        <Button look="ghost" onClick={onRestart}>
          {t('code.restart')}
        </Button>
      </div>
    </form>
  )
}
