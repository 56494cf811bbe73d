import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldError } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Card } from '../../../kit/card.tsx'
import { RadioGroup } from '../../../kit/choice.tsx'
import { Field } from '../../../kit/field.tsx'
import { FileDrop } from '../../../kit/file-drop.tsx'
import { Notice } from '../../../kit/states.tsx'
import { PasswordInput, TextArea, TextInput } from '../../../kit/text-input.tsx'
import { toast } from '../../../kit/toast.tsx'
import { formatNumber } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { joined } from '../joined.ts'
import { EMPTY_DRAFT, passphraseProblem } from './draft.ts'
import { base64Of, textOf } from './file-content.ts'
import { NewForm } from './form.tsx'
import { PassphraseChoice } from './passphrase-choice.tsx'
import type { ReactNode } from 'react'
import type { Draft } from './draft.ts'

const SHOWN = ['pem', 'pkcs12', 'password', 'crl', 'crlNumber', 'name', 'certificatePem']

interface Chosen {
  readonly name: string
  readonly size: number
  readonly content: string
}

/** Takes over a CA from elsewhere: certificate and key, and what it published so far. */
export function ImportForm({
  workspaceId,
  slug,
}: {
  workspaceId: string
  slug: string
}): ReactNode {
  const { t } = useTexts('newAuthority')
  const { t: kit } = useTexts('kit')
  const navigate = useNavigate()
  const [form, setForm] = useState<'pem' | 'pkcs12'>('pem')
  const [pem, setPem] = useState('')
  const [store, setStore] = useState<Chosen | undefined>(undefined)
  const [password, setPassword] = useState('')
  const [crl, setCrl] = useState<Chosen | undefined>(undefined)
  const [crlNumber, setCrlNumber] = useState('')
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT)
  const [wasSent, setWasSent] = useState(false)
  const bring = useAct('importAuthority', {
    refreshes: ['listAuthorities'],
    onDone: ({ authority }) => {
      toast.success(t('done', { name: authority.name }))
      void navigate({
        to: '/w/$slug/authorities/$authorityId',
        params: { slug, authorityId: authority.id },
      })
    },
  })
  const errorOf = (field: string): string | undefined => fieldError(bring.error, field)
  const size = ({ size: octets }: Chosen): string => `${formatNumber(octets)} B`
  const submit = (): void => {
    setWasSent(true)
    if (passphraseProblem(draft) !== undefined) return
    bring.mutate({
      path: { workspaceId },
      body: {
        name: draft.name.trim() === '' ? undefined : draft.name.trim(),
        ...(form === 'pem' ? { pem } : { pkcs12: store?.content ?? '' }),
        password: password === '' ? undefined : password,
        crl: crl?.content,
        crlNumber: crlNumber === '' ? undefined : Number(crlNumber),
        passphrase: draft.isProtected ? draft.passphrase : undefined,
      },
    })
  }
  return (
    <NewForm
      slug={slug}
      action={t('import.action')}
      busy={bring.isPending}
      error={bring.error}
      shownFields={SHOWN}
      onSubmit={submit}
    >
      <Card>
        <div className="flex flex-col gap-4">
          <RadioGroup
            label={t('import.form')}
            className="grid-flow-col justify-start gap-6"
            value={form}
            onChange={setForm}
            options={[
              { value: 'pem', label: t('import.pem') },
              { value: 'pkcs12', label: t('import.pkcs12') },
            ]}
          />
          {form === 'pem' ? (
            <>
              <FileDrop
                label={t('import.drop')}
                accept=".pem,.crt,.cer,.key,.txt"
                onFile={(file) =>
                  void file.text().then((text) => setPem((old) => joined(old, text)))
                }
              />
              <Field
                label={t('import.pemLabel')}
                hint={t('import.pemHint')}
                error={errorOf('pem') ?? errorOf('certificatePem')}
                required
              >
                <TextArea
                  mono
                  rows={9}
                  value={pem}
                  onChange={setPem}
                  spellCheck={false}
                  autoComplete="off"
                  placeholder={'-----BEGIN CERTIFICATE-----\n…\n-----BEGIN PRIVATE KEY-----'}
                />
              </Field>
            </>
          ) : (
            <>
              <FileDrop
                label={
                  store
                    ? t('import.chosen', { name: store.name, size: size(store) })
                    : t('import.dropPkcs12')
                }
                accept=".p12,.pfx"
                onFile={(file) =>
                  void base64Of(file).then((content) =>
                    setStore({ name: file.name, size: file.size, content }),
                  )
                }
              />
              {(errorOf('pkcs12') ?? errorOf('certificatePem')) && (
                <Notice tone="bad">{errorOf('pkcs12') ?? errorOf('certificatePem')}</Notice>
              )}
            </>
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={t('import.password')}
              {...(form === 'pem' ? { optional: kit('optional') } : {})}
              hint={t('import.passwordHint')}
              error={errorOf('password')}
            >
              <PasswordInput autoComplete="off" value={password} onChange={setPassword} />
            </Field>
            <Field label={t('name')} optional={kit('optional')} hint={t('nameHint')}>
              <TextInput
                value={draft.name}
                maxLength={200}
                onChange={(name) => setDraft({ ...draft, name })}
              />
            </Field>
          </div>
        </div>
      </Card>
      <Card title={t('import.former')} description={t('import.formerText')}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <div className="flex flex-col gap-1.5">
            <FileDrop
              label={
                crl ? t('import.chosen', { name: crl.name, size: size(crl) }) : t('import.dropCrl')
              }
              accept=".crl,.pem"
              onFile={(file) =>
                void textOf(file).then((content) =>
                  setCrl({ name: file.name, size: file.size, content }),
                )
              }
            />
            {errorOf('crl') && (
              <p role="alert" className="text-xs font-medium text-bad">
                {errorOf('crl')}
              </p>
            )}
          </div>
          <Field
            label={t('import.crlNumber')}
            optional={kit('optional')}
            hint={t('import.crlNumberHint')}
            error={errorOf('crlNumber')}
          >
            <TextInput
              inputMode="numeric"
              value={crlNumber}
              onChange={(text) => setCrlNumber(text.replaceAll(/\D/g, ''))}
            />
          </Field>
        </div>
      </Card>
      <Card title={t('passphraseMode')}>
        <PassphraseChoice
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
          wasSent={wasSent}
        />
      </Card>
      <Notice tone="warn">{t('import.onlyOnce')}</Notice>
    </NewForm>
  )
}
