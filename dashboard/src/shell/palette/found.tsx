import { Command } from 'cmdk'
import { useNavigate } from '@tanstack/react-router'
import { FileKey2, ShieldCheck } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useRead } from '../../api/queries.ts'
import { StatusPill } from '../../kit/pill.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { GROUP, ITEM } from './look.ts'
import type { ReactNode } from 'react'
import type { SessionWorkspace } from '../../api/session.ts'

const SHOWN = 6
const LEAST_LETTERS = 2

/** What the server finds: CAs of the workspace, and certificates of every status. */
export function Found({
  text,
  workspace,
  onClose,
}: {
  text: string
  workspace: SessionWorkspace
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('palette')
  const navigate = useNavigate()
  const search = useDeferredValue(text.trim())
  const path = { workspaceId: workspace.id }
  const authorities = useRead('listAuthorities', { path })
  const certificates = useRead(
    'listCertificates',
    { path, query: { search, status: 'all', pageSize: SHOWN } },
    { enabled: search.length >= LEAST_LETTERS, keepPrevious: true },
  )
  if (search.length < LEAST_LETTERS) return null
  const { slug } = workspace
  const letters = search.toLocaleLowerCase()
  const named = (authorities.data?.authorities ?? [])
    .filter(({ name, common_name }) =>
      `${name} ${common_name}`.toLocaleLowerCase().includes(letters),
    )
    .slice(0, SHOWN)
  const found = certificates.data?.certificates ?? []
  return (
    <>
      {named.length > 0 && (
        <Command.Group heading={t('authorities')} className={GROUP}>
          {named.map(({ id, name, key_algorithm }) => (
            <Command.Item
              key={id}
              value={`authority ${id}`}
              className={ITEM}
              onSelect={() => {
                onClose()
                void navigate({
                  to: '/w/$slug/authorities/$authorityId',
                  params: { slug, authorityId: id },
                })
              }}
            >
              <ShieldCheck aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="text-xs text-ink-faint">{key_algorithm}</span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
      {found.length > 0 && (
        <Command.Group heading={t('certificates')} className={GROUP}>
          {found.map(({ id, common_name, serial_number, status }) => (
            <Command.Item
              key={id}
              value={`certificate ${id}`}
              className={ITEM}
              onSelect={() => {
                onClose()
                void navigate({
                  to: '/w/$slug/certificates/$certificateId',
                  params: { slug, certificateId: id },
                })
              }}
            >
              <FileKey2 aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{common_name}</span>
                <span className="block truncate font-mono text-xs text-ink-faint">
                  {serial_number}
                </span>
              </span>
              <StatusPill status={status} />
            </Command.Item>
          ))}
        </Command.Group>
      )}
      {certificates.isFetching && found.length === 0 && (
        <Command.Loading className="px-3 py-2 text-sm text-ink-faint">
          {t('searching')}
        </Command.Loading>
      )}
    </>
  )
}
