import { RadioGroup } from '../../../kit/choice.tsx'
import { Field } from '../../../kit/field.tsx'
import { PasswordInput } from '../../../kit/text-input.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { lengthOf, passphraseProblem } from './draft.ts'
import type { ReactNode } from 'react'
import type { Draft } from './draft.ts'

/** Whether the key opens for the server alone or with a passphrase only: what that means, in plain words. */
export function PassphraseChoice({
  draft,
  onChange,
  wasSent,
}: {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  /** Faults are told when somebody wanted to go on. */
  wasSent: boolean
}): ReactNode {
  const { t } = useTexts('newAuthority')
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label={t('passphraseMode')}
        look="cards"
        className="sm:grid-cols-2"
        value={draft.isProtected ? 'on' : 'off'}
        onChange={(mode) => onChange({ isProtected: mode === 'on' })}
        options={[
          {
            value: 'off',
            label: t('passphraseModes.off'),
            hint: t('passphraseModes.offHint'),
          },
          { value: 'on', label: t('passphraseModes.on'), hint: t('passphraseModes.onHint') },
        ]}
      />
      {draft.isProtected && <NewPassphrase draft={draft} onChange={onChange} wasSent={wasSent} />}
    </div>
  )
}

/** Typed twice: a slip of the finger would cost the CA. */
export function NewPassphrase({
  draft,
  onChange,
  wasSent,
}: {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  wasSent: boolean
}): ReactNode {
  const { t } = useTexts('newAuthority')
  const problem = wasSent ? passphraseProblem(draft) : undefined
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label={t('passphrase')}
        hint={t('passphraseHint')}
        required
        error={
          problem === 'short'
            ? t('passphraseShort', { count: lengthOf(draft.passphrase) })
            : undefined
        }
      >
        <PasswordInput
          autoComplete="new-password"
          value={draft.passphrase}
          onChange={(passphrase) => onChange({ passphrase })}
        />
      </Field>
      <Field
        label={t('passphraseAgain')}
        required
        error={problem === 'differs' ? t('passphraseDiffers') : undefined}
      >
        <PasswordInput
          autoComplete="new-password"
          value={draft.passphraseAgain}
          onChange={(passphraseAgain) => onChange({ passphraseAgain })}
        />
      </Field>
    </div>
  )
}
