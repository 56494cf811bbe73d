import { ArrowLeft } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { Facts } from '../../kit/card.tsx'
import { IconButton } from '../../kit/button.tsx'
import { Mono } from '../../kit/code-block.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { formatDateTime } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'
import type { Speaker } from '../../texts/use-texts.ts'

type Described = Output<'decodePem'>['objects'][number]

/** What a pasted PEM says: certificates, requests and revocation lists. */
export function Decoded({ pem, onBack }: { pem: string; onBack: () => void }): ReactNode {
  const { t } = useTexts('palette')
  const decoded = useQuery({
    queryKey: ['decodePem', pem],
    queryFn: () => call('decodePem', { body: { pem } }),
    retry: false,
  })
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-2 border-b px-3">
        <IconButton label={t('back')} side="bottom" autoFocus onClick={onBack}>
          <ArrowLeft aria-hidden className="rtl:rotate-180" />
        </IconButton>
        <h2 className="text-base font-semibold">{t('decoded')}</h2>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-5">
        {decoded.isPending && <Skeleton className="h-40 w-full" />}
        {decoded.error && <ErrorState error={decoded.error} />}
        {decoded.data?.objects.map((object, place) => (
          // A PEM is a list: the place is the identity.
          <section key={place} aria-label={t(`kind.${object.kind}`)}>
            <div className="mb-3 flex items-center gap-2">
              <Pill tone="accent">{t(`kind.${object.kind}`)}</Pill>
            </div>
            <Facts facts={factsOf(t, object)} />
          </section>
        ))}
      </div>
    </>
  )
}

function factsOf(
  t: Speaker<'palette'>['t'],
  object: Described,
): readonly (readonly [string, ReactNode])[] {
  const when = (text: string): string => formatDateTime(new Date(text))
  switch (object.kind) {
    case 'certificate':
      return [
        [t('subject'), object.subject],
        [t('issuer'), object.issuer],
        [t('serial'), <Mono key="serial" text={object.serialNumber} />],
        [t('validity'), `${when(object.notBefore)} – ${when(object.notAfter)}`],
        [t('key'), `${object.key.algorithm} · ${object.signatureAlgorithm}`],
        [t('fingerprint'), <Mono key="sha256" text={object.sha256} />],
        ...object.extensions.map(extensionFact),
      ]
    case 'request':
      return [
        [t('subject'), object.subject],
        [t('names'), [...object.sanDns, ...object.sanIp].join(', ')],
        [t('key'), `${object.key.algorithm} · ${object.signatureAlgorithm}`],
        ...object.extensions.map(extensionFact),
      ]
    case 'revocationList':
      return [
        [t('issuer'), object.issuer],
        [t('number'), object.number ?? '–'],
        [
          t('validity'),
          `${when(object.thisUpdate)} – ${object.nextUpdate === null ? '' : when(object.nextUpdate)}`,
        ],
        [t('entries'), String(object.entries)],
      ]
  }
}

function extensionFact(extension: {
  readonly oid: string
  readonly name: string | null
  readonly values: readonly string[]
}): readonly [string, ReactNode] {
  return [extension.name ?? extension.oid, extension.values.join(', ')]
}
