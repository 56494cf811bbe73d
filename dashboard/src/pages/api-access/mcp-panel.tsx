import { Bot, CircleCheck, CircleX, ExternalLink, PlugZap, ShieldCheck } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { CodeBlock, Mono } from '../../kit/code-block.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { EmptyState, ErrorState, Notice } from '../../kit/states.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { installLinkFor, MCP_CLIENTS, snippetsFor, type McpClientName } from './mcp-snippets.ts'
import type { Output } from '../../api/call.ts'
import type { ReactNode } from 'react'

type Endpoint = Output<'getAssistantEndpoint'>['endpoint']

/** How to connect an AI assistant, whether that works, and what assistants did lately. */
export function McpPanel(): ReactNode {
  const workspace = useWorkspace()
  const path = { workspaceId: workspace.id }
  const { data, error, refetch } = useRead('getAssistantEndpoint', { path })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <div className="flex min-w-0 flex-col gap-5">
      {data === undefined ? (
        <Skeleton className="h-120 w-full" />
      ) : (
        <>
          <Connect {...data} />
          <TestEndpoint />
          <Promises />
          <Activity />
        </>
      )}
    </div>
  )
}

function Connect({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const { t } = useTexts('mcp')
  const [state, setState] = useUrlState({ client: 'claudeCode' })
  const chosen = MCP_CLIENTS.find((client) => client === state.client) ?? 'claudeCode'
  return (
    <Card title={t('connect.title')} description={t('connect.intro')}>
      <p className="mb-1 text-sm text-ink-faint">{t('connect.address')}</p>
      <Mono text={endpoint.url} className="mb-4" />
      <Reach endpoint={endpoint} />
      <Tabs
        className="mt-5"
        label={t('connect.clients')}
        value={chosen}
        onChange={(client) => setState({ client })}
        tabs={MCP_CLIENTS.map((client) => ({
          value: client,
          label: t(`client.${client}.name`),
          content: <ClientSteps client={client} url={endpoint.url} />,
        }))}
      />
    </Card>
  )
}

/** Assistants in somebody's cloud cannot see this machine, or a private network. */
function Reach({ endpoint: { reach, url } }: { endpoint: Endpoint }): ReactNode {
  const { t } = useTexts('mcp')
  const isPlain = url.startsWith('http:') && reach !== 'thisMachine'
  return (
    <div className="flex flex-col gap-2">
      <Notice tone={reach === 'publicName' ? 'accent' : 'warn'} title={t(`reach.${reach}.title`)}>
        {t(`reach.${reach}.text`)}
      </Notice>
      {isPlain && (
        <Notice tone="bad" title={t('plain.title')}>
          {t('plain.text')}
        </Notice>
      )}
    </div>
  )
}

function ClientSteps({ client, url }: { client: McpClientName; url: string }): ReactNode {
  const { t } = useTexts('mcp')
  const snippets = snippetsFor(url)[client]
  const link = installLinkFor(client, url)
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-prose text-base text-ink-soft">{t(`client.${client}.steps`)}</p>
      {link !== undefined && (
        <div>
          <Button asChild icon={<ExternalLink aria-hidden className="size-4" />}>
            <a href={link}>{t('install', { name: t(`client.${client}.name`) })}</a>
          </Button>
        </div>
      )}
      {snippets.map(({ signIn, place, code }) => (
        <CodeBlock
          key={code}
          wrap={place === 'shell'}
          label={`${t(`signIn.${signIn}`)} · ${place === 'shell' ? t('shell') : place}`}
          code={code}
        />
      ))}
      {snippets.length === 0 && <CodeBlock label={t('connect.address')} code={url} wrap />}
    </div>
  )
}

function TestEndpoint(): ReactNode {
  const { t } = useTexts('mcp')
  const { id: workspaceId } = useWorkspace()
  const test = useAct('testAssistantEndpoint', { toastsErrors: true })
  return (
    <Card
      title={t('test.title')}
      description={t('test.intro')}
      actions={
        <Button
          icon={<PlugZap aria-hidden className="size-4" />}
          busy={test.isPending}
          onClick={() => test.mutate({ path: { workspaceId } })}
        >
          {t('test.run')}
        </Button>
      }
    >
      {test.data && (
        <ol className="flex flex-col gap-2.5" aria-label={t('test.title')}>
          {test.data.steps.map(({ step, ok, detail, milliseconds }) => (
            <li key={step} className="flex gap-2.5">
              {ok ? (
                <CircleCheck aria-label={t('test.ok')} className="mt-0.5 size-4 shrink-0 text-ok" />
              ) : (
                <CircleX
                  aria-label={t('test.failed')}
                  className="mt-0.5 size-4 shrink-0 text-bad"
                />
              )}
              <span className="min-w-0">
                <span className="font-medium">{t(`test.step.${step}`)}</span>{' '}
                <span className="text-xs text-ink-faint tabular-nums">{milliseconds} ms</span>
                <span className="block text-sm break-words text-ink-soft">{detail}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

function Promises(): ReactNode {
  const { t } = useTexts('mcp')
  return (
    <Card title={t('promises.title')}>
      <ul className="flex flex-col gap-2 text-base text-ink-soft">
        {(['keys', 'plan', 'passphrase', 'rights'] as const).map((promise) => (
          <li key={promise} className="flex gap-2.5">
            <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
            <span className="min-w-0">{t(`promises.${promise}`)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Activity(): ReactNode {
  const { t } = useTexts('mcp')
  const { id: workspaceId, slug } = useWorkspace()
  const { data, error, refetch } = useRead(
    'listAssistantActivity',
    { path: { workspaceId } },
    { every: 5000 },
  )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <section aria-labelledby="assistant-activity">
      <h2 id="assistant-activity" className="mb-2.5 text-base font-semibold">
        {t('activity.title')}
      </h2>
      <DataTable
        label={t('activity.title')}
        dense
        expectedRows={3}
        rows={data?.deeds}
        rowKey={(deed) => `${deed.at} ${deed.action} ${deed.certificate_id}`}
        empty={
          <EmptyState icon={Bot} title={t('activity.none')}>
            {t('activity.noneYet')}
          </EmptyState>
        }
        columns={[
          { id: 'at', header: t('activity.at'), cell: ({ at }) => <Time at={at} /> },
          {
            id: 'client',
            header: t('activity.client'),
            cell: ({ client, credential }) => (
              <span className="block min-w-0">
                {client}
                <span className="block text-xs text-ink-faint">{credential}</span>
              </span>
            ),
          },
          {
            id: 'deed',
            header: t('activity.deed'),
            cell: ({ action, outcome, common_name }) => (
              <span className="flex flex-wrap items-center gap-2">
                {deedText(action, t)}
                {outcome === 'refused' && <StatusPill status="failed">{t('refused')}</StatusPill>}
                {/* The column of its own has no room on a narrow screen. */}
                {common_name !== null && (
                  <span className="w-full text-xs break-all text-ink-faint sm:hidden">
                    {common_name}
                  </span>
                )}
              </span>
            ),
          },
          {
            id: 'certificate',
            header: t('activity.certificate'),
            hideBelow: 'sm',
            cell: ({ certificate_id, common_name }) =>
              certificate_id !== null && (
                <Link
                  className="text-accent hover:underline"
                  to="/w/$slug/certificates/$certificateId"
                  params={{ slug, certificateId: certificate_id }}
                >
                  {common_name}
                </Link>
              ),
          },
        ]}
      />
    </section>
  )
}

const DEEDS = {
  'certificate.issued': 'action.issued',
  'certificate.renewed': 'action.renewed',
  'certificate.revoked': 'action.revoked',
  'certificate.revocationChanged': 'action.revoked',
  'keyLink.created': 'action.keyLeft',
  'permission.refused': 'action.forbidden',
  'issuance.refused': 'action.notIssued',
  'revocation.refused': 'action.notRevoked',
  'passphrase.refused': 'action.passphrase',
} as const

function deedText(action: string, t: ReturnType<typeof useTexts<'mcp'>>['t']): string {
  return action in DEEDS ? t(DEEDS[action as keyof typeof DEEDS]) : action
}
