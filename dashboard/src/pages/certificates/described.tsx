import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Card, Facts } from '../../kit/card.tsx'
import { Mono } from '../../kit/code-block.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { formatDateTime } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { DescribedExtension, DescribedObject } from './types.ts'

/** `AB:CD:…`, as fingerprints are compared. */
export function pairs(hex: string): string {
  return hex.replaceAll(/..(?=.)/g, '$&:')
}

/** What a certificate, a request or a revocation list says. */
export function Described({ object }: { object: DescribedObject }): ReactNode {
  const { t } = useTexts('certificates')
  return (
    <Card title={t(`described.kind.${object.kind}`)}>
      <div className="flex flex-col gap-5">
        {object.kind === 'revocationList' ? (
          <ListFacts list={object} />
        ) : (
          <SubjectFacts object={object} />
        )}
        <Extensions extensions={object.extensions} />
      </div>
    </Card>
  )
}

function SubjectFacts({
  object,
}: {
  object: Exclude<DescribedObject, { readonly kind: 'revocationList' }>
}): ReactNode {
  const { t } = useTexts('certificates')
  const { key } = object
  return (
    <>
      {key.weakness !== null && (
        <Notice tone="bad" title={t('described.weak')}>
          {key.weakness}
        </Notice>
      )}
      {object.kind === 'request' && !object.possessionProved && (
        <Notice tone="bad" title={t('issue.csrNotProved')} />
      )}
      <Facts
        facts={[
          [t('described.subject'), object.subject === '' ? t('described.empty') : object.subject],
          ...(object.kind === 'certificate'
            ? ([
                [t('described.issuer'), object.issuer],
                [t('described.serial'), <Mono key="serial" text={object.serialNumber} />],
                [t('described.from'), <Time key="from" at={object.notBefore} show="full" />],
                [t('described.to'), <Time key="to" at={object.notAfter} show="full" />],
              ] as const)
            : []),
          [t('described.key'), `${key.algorithm} · ${t('described.bits', { count: key.bits })}`],
          [t('described.signature'), object.signatureAlgorithm],
          ...(object.kind === 'certificate'
            ? ([
                ['SHA-256', <Mono key="sha256" text={pairs(object.sha256)} />],
                ['SHA-1', <Mono key="sha1" text={pairs(object.sha1)} />],
              ] as const)
            : []),
          [t('described.spki'), <Mono key="spki" text={pairs(key.spkiSha256)} />],
        ]}
      />
    </>
  )
}

function ListFacts({
  list,
}: {
  list: Extract<DescribedObject, { readonly kind: 'revocationList' }>
}): ReactNode {
  const { t } = useTexts('certificates')
  return (
    <>
      <Facts
        facts={[
          [t('described.issuer'), list.issuer],
          [t('described.number'), list.number ?? t('described.none')],
          [t('described.thisUpdate'), <Time key="this" at={list.thisUpdate} show="full" />],
          [
            t('described.nextUpdate'),
            list.nextUpdate === null ? (
              t('described.none')
            ) : (
              <Time key="next" at={list.nextUpdate} show="full" />
            ),
          ],
          [t('described.entries'), t('described.entriesCount', { count: list.entries })],
          [t('described.signature'), list.signatureAlgorithm],
        ]}
      />
      {list.revoked.length > 0 && (
        <ul className="max-h-64 overflow-y-auto rounded-md border text-sm">
          {list.revoked.map(({ serialNumber, revokedAt, reason }) => (
            <li key={serialNumber} className="flex flex-wrap gap-x-4 border-b px-3 py-1.5">
              <span className="font-mono text-xs break-all">{serialNumber}</span>
              <span className="ms-auto text-ink-soft">
                {reason} · {formatDateTime(new Date(revokedAt))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Every extension in words; what is not known in octets. */
function Extensions({ extensions }: { extensions: readonly DescribedExtension[] }): ReactNode {
  const { t } = useTexts('certificates')
  const [isHex, setIsHex] = useState(false)
  if (extensions.length === 0) return null
  return (
    <section className="min-w-0">
      <header className="mb-2 flex items-center gap-2">
        <h3 className="text-sm font-semibold">{t('described.extensions')}</h3>
        <Button
          look="ghost"
          size="sm"
          className="ms-auto"
          aria-pressed={isHex}
          onClick={() => setIsHex(!isHex)}
        >
          {t(isHex ? 'described.inWords' : 'described.inHex')}
        </Button>
      </header>
      <ul className="divide-y rounded-md border">
        {extensions.map((extension) => (
          <li key={extension.oid} className="flex flex-col gap-1 px-3 py-2.5">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="text-sm font-medium">{extension.name ?? extension.oid}</span>
              {extension.critical && <Pill>{t('described.critical')}</Pill>}
              {extension.name !== null && (
                <span className="ms-auto font-mono text-xs text-ink-faint">{extension.oid}</span>
              )}
            </div>
            {isHex || extension.values.length === 0 ? (
              <p className="font-mono text-xs break-all text-ink-soft">{extension.hex}</p>
            ) : (
              <ul className="flex flex-col gap-0.5 text-sm text-ink-soft">
                {extension.values.map((value) => (
                  <li key={value} className="break-all">
                    {value}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
