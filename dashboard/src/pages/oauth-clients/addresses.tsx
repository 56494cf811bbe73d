import { useQuery } from '@tanstack/react-query'
import { Card, Facts } from '../../kit/card.tsx'
import { Mono } from '../../kit/code-block.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

const METADATA = '/.well-known/oauth-authorization-server'

/** RFC 8414: what this server says of itself to every program. */
interface Metadata {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly revocation_endpoint: string
  readonly device_authorization_endpoint: string
}

/** What goes into the configuration of an application that does not look it up by itself. */
export function Addresses(): ReactNode {
  const { t } = useTexts('oauthClients')
  const { data } = useQuery({
    queryKey: [METADATA],
    queryFn: async ({ signal }): Promise<Metadata> => {
      const response = await fetch(METADATA, { signal })
      return (await response.json()) as Metadata
    },
  })
  return (
    <Card title={t('addresses.title')} description={t('addresses.description')}>
      {data === undefined ? (
        <Skeleton className="h-40" />
      ) : (
        <Facts
          facts={[
            [t('addresses.metadata'), <Mono key="metadata" text={data.issuer + METADATA} />],
            [t('addresses.authorize'), <Mono key="code" text={data.authorization_endpoint} />],
            [t('addresses.token'), <Mono key="token" text={data.token_endpoint} />],
            [t('addresses.revoke'), <Mono key="revoke" text={data.revocation_endpoint} />],
            [
              t('addresses.device'),
              <Mono key="device" text={data.device_authorization_endpoint} />,
            ],
            [t('addresses.api'), <Mono key="api" text={data.issuer} />],
            [t('addresses.mcp'), <Mono key="mcp" text={`${data.issuer}/mcp`} />],
          ]}
        />
      )}
    </Card>
  )
}
