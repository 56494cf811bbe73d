import { BadgeCheck, Globe, TriangleAlert } from 'lucide-react'
import { Facts } from '../../kit/card.tsx'
import { Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

export type AccessRequest = Output<'getOAuthRequest'>['request']

/** Who asks: what it calls itself, who vouches for that, and where the answer goes. */
export function Asking({ request }: { request: AccessRequest }): ReactNode {
  const { t } = useTexts('consent')
  const facts: (readonly [string, ReactNode])[] = []
  if (request.redirects_to !== null) {
    facts.push([t('answersTo'), <Place key="place" place={request.redirects_to} />])
  }
  if (request.client_uri !== null) facts.push([t('website'), hostOf(request.client_uri)])
  if (request.client_kind === 'document') {
    facts.push([
      t('clientId'),
      <span key="id" className="font-mono text-sm break-all">
        {request.client_id}
      </span>,
    ])
  }
  return (
    <div className="flex flex-col gap-4">
      <Voucher request={request} />
      {facts.length > 0 && <Facts facts={facts} />}
    </div>
  )
}

function Voucher({ request }: { request: AccessRequest }): ReactNode {
  const { t } = useTexts('consent')
  const { client_kind: kind, vouched_by: workspace } = request
  if (kind === 'document') {
    const host = hostOf(request.client_id)
    const staysHere = request.redirects_to !== null && !request.redirects_to.startsWith('https:')
    return (
      <Notice
        tone={staysHere ? 'warn' : 'accent'}
        title={<Titled icon={Globe}>{t('who.document', { host })}</Titled>}
      >
        {t(staysHere ? 'who.documentLocalText' : 'who.documentText')}
      </Notice>
    )
  }
  if (workspace !== null) {
    return (
      <Notice
        tone="ok"
        title={<Titled icon={BadgeCheck}>{t('who.vouched', { name: workspace })}</Titled>}
      >
        {t('who.vouchedText')}
      </Notice>
    )
  }
  const unknown = kind === 'registered' ? 'unverified' : 'foreign'
  return (
    <Notice tone="warn" title={<Titled icon={TriangleAlert}>{t(`who.${unknown}`)}</Titled>}>
      {t(`who.${unknown}Text`)}
    </Notice>
  )
}

function Titled({ icon: Icon, children }: { icon: typeof Globe; children: ReactNode }): ReactNode {
  return (
    <span className="flex items-start gap-2">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </span>
  )
}

function Place({ place }: { place: string }): ReactNode {
  const { t } = useTexts('consent')
  const shown = <span className="font-medium break-all">{place}</span>
  if (!/^https?:\/\//.test(place)) return t('appWithScheme', { place })
  const { hostname } = new URL(place)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  return isLocal ? t('thisComputer', { place: hostname }) : shown
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address
}
