import { useState } from 'react'
import { messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Field } from '../../../kit/field.tsx'
import { FileDrop } from '../../../kit/file-drop.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Notice } from '../../../kit/states.tsx'
import { TextArea } from '../../../kit/text-input.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { DescribedObject } from '../types.ts'

export type DescribedRequest = Extract<DescribedObject, { readonly kind: 'request' }>

const MOST_OCTETS = 100_000
const REQUEST = /-----BEGIN (NEW )?CERTIFICATE REQUEST-----/

/** A request by file or by hand: read at once, so that one sees whose key it is before anything is signed. */
export function CsrField({
  value,
  request,
  onChange,
}: {
  value: string
  request: DescribedRequest | undefined
  onChange: (pem: string, request: DescribedRequest | undefined) => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const [problem, setProblem] = useState<string>()
  const decode = useAct('decodePem')
  const take = (text: string): void => {
    const pem = text.trim()
    setProblem(undefined)
    onChange(pem, undefined)
    if (pem === '') return
    // A private key that was dropped by mistake stays here.
    if (pem.includes('PRIVATE KEY-----')) {
      onChange('', undefined)
      setProblem(t('issue.csrIsKey'))
      return
    }
    if (!REQUEST.test(pem)) {
      setProblem(t('issue.csrIsNone'))
      return
    }
    decode.mutate(
      { body: { pem } },
      {
        onSuccess: ({ objects }) => {
          const found = objects.find((object) => object.kind === 'request')
          onChange(pem, found)
          if (objects.length !== 1 || found === undefined) setProblem(t('issue.csrIsNone'))
        },
        onError: (error) => setProblem(messageOf(error)),
      },
    )
  }
  const read = async (file: File): Promise<void> => {
    if (file.size > MOST_OCTETS) setProblem(t('issue.csrTooLarge'))
    else take(await file.text())
  }
  return (
    <div className="flex flex-col gap-3">
      {value === '' && (
        <FileDrop
          label={t('issue.csrDrop')}
          hint={t('issue.csrDropHint')}
          accept=".csr,.pem,.req,.txt"
          onFile={(file) => void read(file)}
        />
      )}
      <Field label={t('issue.csr')} error={problem}>
        <TextArea
          mono
          rows={value === '' ? 3 : 5}
          value={value}
          onChange={take}
          spellCheck={false}
          placeholder="-----BEGIN CERTIFICATE REQUEST-----"
        />
      </Field>
      {request !== undefined && <RequestCard request={request} />}
    </div>
  )
}

function RequestCard({ request }: { request: DescribedRequest }): ReactNode {
  const { t } = useTexts('certificates')
  const names = [...request.sanDns, ...request.sanIp]
  return (
    <div className="flex flex-col gap-2 rounded-md border bg-sunken p-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <Pill tone={request.key.weakness === null ? 'ok' : 'bad'}>
          {t('issue.csrKey', { algorithm: request.key.algorithm, bits: request.key.bits })}
        </Pill>
        <Pill tone={request.possessionProved ? 'ok' : 'bad'}>
          {t(request.possessionProved ? 'issue.csrProved' : 'issue.csrNotProved')}
        </Pill>
      </div>
      <p className="break-words">
        <span className="text-ink-faint">{t('described.subject')}: </span>
        {request.subject === '' ? t('described.empty') : request.subject}
      </p>
      <p className="break-words">
        <span className="text-ink-faint">{t('issue.csrNames')}: </span>
        {names.length === 0 ? t('described.none') : names.join(', ')}
      </p>
      {request.key.weakness !== null && <Notice tone="bad">{request.key.weakness}</Notice>}
    </div>
  )
}
