import { useState } from 'react'
import { fieldError } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { sessionOptions, useSession } from '../../api/session.ts'
import { queryClient } from '../../api/query-client.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'cs', label: 'Čeština' },
  { value: 'de', label: 'Deutsch' },
] as const

export function ProfileCard(): ReactNode {
  const { t, language } = useTexts('account')
  const { user } = useSession()
  const [name, setName] = useState(user.name)
  const [locale, setLocale] = useState<string>(user.locale ?? language)
  const change = useAct('changeProfile', {
    onDone: () => {
      toast.success(t('saved'))
      void queryClient.invalidateQueries(sessionOptions)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate({ body: { name, locale } })
  }
  const unchanged = name.trim() === user.name && locale === (user.locale ?? language)
  return (
    <Card title={t('profile')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <p className="text-sm font-medium">{t('email')}</p>
          <p className="text-base break-words">{user.email}</p>
          <p className="text-xs text-ink-faint">{t('emailHint')}</p>
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('name')} error={fieldError(change.error, 'name')}>
            <TextInput autoComplete="name" maxLength={100} value={name} onChange={setName} />
          </Field>
          <Field label={t('language')} hint={t('languageHint')}>
            <Select value={locale} onChange={setLocale} options={LANGUAGES} />
          </Field>
        </div>
        <div>
          <Button
            type="submit"
            busy={change.isPending}
            disabledReason={unchanged ? t('unchanged') : undefined}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
