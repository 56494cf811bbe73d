import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../api/api-error.ts'
import { call } from '../api/call.ts'
import { passkeysWork, proveWithPasskey, wasDismissed } from '../api/passkey.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field } from '../kit/field.tsx'
import { Notice } from '../kit/states.tsx'
import { PasswordInput, TextInput } from '../kit/text-input.tsx'
import { useTexts } from '../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

/** A fresh proof: with a passkey, a code of the app, or the password; whatever this person has. */
export function StepUpDialog({
  onClose,
}: {
  readonly onClose: (proved: boolean) => void
}): ReactNode {
  const { t } = useTexts('access')
  const kit = useTexts('kit')
  const { factors, user } = useSession()
  const [method, setMethod] = useState<'password' | 'code'>(
    factors.password || !factors.oneTimeCode ? 'password' : 'code',
  )
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState<'passkey' | 'typed'>()

  const attempt = async (which: 'passkey' | 'typed', prove: () => Promise<unknown>) => {
    setBusy(which)
    setError(undefined)
    try {
      await prove()
      onClose(true)
    } catch (thrown) {
      if (!wasDismissed(thrown)) setError(thrown)
      setBusy(undefined)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const body = method === 'password' ? { method, password: typed } : { method, code: typed }
    void attempt('typed', () => call('proveIdentity', { body }))
  }
  const change = (): void => {
    setMethod(method === 'password' ? 'code' : 'password')
    setTyped('')
    setError(undefined)
  }
  const mayType = factors.password || factors.oneTimeCode
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={t('proof.title')}
      description={t('proof.intro')}
      size="sm"
    >
      <div className="flex flex-col gap-4">
        {factors.passkeys > 0 && (
          <Button
            size="lg"
            look="primary"
            icon={<KeyRound aria-hidden className="size-4" />}
            busy={busy === 'passkey'}
            disabledReason={passkeysWork() ? undefined : t('noPasskeys')}
            onClick={() => void attempt('passkey', proveWithPasskey)}
          >
            {t('proof.passkey')}
          </Button>
        )}
        {!mayType && error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
        {!mayType && factors.passkeys === 0 && <Notice tone="warn">{t('proof.nothing')}</Notice>}
        {mayType && (
          <form onSubmit={submit} className="flex flex-col gap-4">
            <input type="hidden" name="email" autoComplete="username" value={user.email} readOnly />
            <Field
              label={method === 'password' ? t('password') : t('code.label')}
              error={error === undefined ? undefined : messageOf(error)}
            >
              {method === 'password' ? (
                <PasswordInput autoFocus required value={typed} onChange={setTyped} />
              ) : (
                <TextInput
                  mono
                  autoFocus
                  required
                  autoComplete="one-time-code"
                  inputMode="numeric"
                  value={typed}
                  onChange={setTyped}
                />
              )}
            </Field>
            <div className="flex flex-wrap justify-end gap-2">
              {factors.password && factors.oneTimeCode && (
                <Button look="ghost" className="me-auto" onClick={change}>
                  {method === 'password' ? t('proof.useCode') : t('proof.usePassword')}
                </Button>
              )}
              <Button onClick={() => onClose(false)}>{kit.t('cancel')}</Button>
              <Button
                look={factors.passkeys > 0 ? 'secondary' : 'primary'}
                type="submit"
                busy={busy === 'typed'}
              >
                {t('proof.confirm')}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Dialog>
  )
}
