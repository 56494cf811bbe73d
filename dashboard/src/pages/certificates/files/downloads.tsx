import { Download, Wand2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { CopyButton } from '../../../kit/copy-button.tsx'
import { Field } from '../../../kit/field.tsx'
import { PasswordInput } from '../../../kit/text-input.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { KEY_FORMS, NEEDS_PASSWORD, PUBLIC_FORMS, fileNameFor, saveForm } from './make-files.ts'
import type { ReactNode } from 'react'
import type { FileForm, Material } from './make-files.ts'

/** Every form of file, made in this browser; those with the key only while the key is there. */
export function Downloads({
  material,
  onKeySaved,
}: {
  material: Material
  onKeySaved?: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const hasKey = material.privateKeyPem !== undefined
  const save = async (form: FileForm): Promise<void> => {
    setError(undefined)
    try {
      await saveForm(form, material, NEEDS_PASSWORD.has(form) ? password : undefined)
      if (KEY_FORMS.some((known) => known === form)) onKeySaved?.()
    } catch (cause) {
      // The library's sentence says which password or key it lacks.
      setError(cause instanceof Error ? cause.message : t('download.failed'))
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {PUBLIC_FORMS.map((form) => (
          <Form key={form} form={form} name={material.commonName} onSave={() => void save(form)} />
        ))}
        {hasKey &&
          KEY_FORMS.map((form) => (
            <Form
              key={form}
              form={form}
              name={material.commonName}
              disabledReason={
                NEEDS_PASSWORD.has(form) && password === ''
                  ? t('download.passwordFirst')
                  : undefined
              }
              onSave={() => void save(form)}
            />
          ))}
      </ul>
      {hasKey && (
        <div className="flex flex-wrap items-end gap-2">
          <Field
            label={t('download.password')}
            hint={t('download.passwordHint')}
            error={error}
            className="min-w-60 flex-1"
          >
            <PasswordInput value={password} onChange={setPassword} autoComplete="new-password" />
          </Field>
          <div className="flex gap-2 pb-5">
            <Button
              icon={<Wand2 aria-hidden className="size-4" />}
              onClick={() => setPassword(newPassword())}
            >
              {t('download.generate')}
            </Button>
            {password !== '' && <CopyButton text={password} size="md" />}
          </div>
        </div>
      )}
      {!hasKey && error !== undefined && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  )
}

function Form({
  form,
  name,
  disabledReason,
  onSave,
}: {
  form: FileForm
  name: string
  disabledReason?: string | undefined
  onSave: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  return (
    <li className="flex min-w-0 items-center gap-3 rounded-md border bg-surface py-2 ps-3 pe-2">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{t(`download.form.${form}`)}</p>
        <p className="truncate font-mono text-xs text-ink-faint">{fileNameFor(form, name)}</p>
      </div>
      <Button
        size="sm"
        aria-label={t('download.get', { name: fileNameFor(form, name) })}
        icon={<Download aria-hidden className="size-4" />}
        disabledReason={disabledReason}
        onClick={onSave}
      >
        {t('download.save')}
      </Button>
    </li>
  )
}

/** 120 random bits in letters and digits that cannot be mistaken for each other. */
function newPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const octets = crypto.getRandomValues(new Uint8Array(64))
  const limit = 256 - (256 % letters.length)
  return [...octets]
    .filter((octet) => octet < limit)
    .slice(0, 21)
    .map((octet) => letters[octet % letters.length])
    .join('')
}
