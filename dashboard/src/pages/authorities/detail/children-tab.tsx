import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Button } from '../../../kit/button.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { AuthorityTable } from '../authority-table.tsx'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'

const LOWEST = 2

/** The CAs that this one signed. */
export function ChildrenTab({
  authority,
  all,
  slug,
  mayManage,
}: {
  authority: Authority
  all: readonly Authority[]
  slug: string
  mayManage: boolean
}): ReactNode {
  const { t } = useTexts('authorities')
  const children = all.filter(({ parent_ca_id: parent }) => parent === authority.id)
  const cannot = authority.path_length === 0 || authority.depth >= LOWEST
  const reason = mayManage
    ? cannot
      ? t('detail.childrenCannot')
      : (authority.unusable_reason ?? undefined)
    : t('onlyManagers')
  const icon = <Plus aria-hidden className="size-4" />
  const add =
    reason === undefined ? (
      <Button asChild>
        <Link
          to="/w/$slug/authorities/new"
          params={{ slug }}
          search={{ kind: 'intermediate', parent: authority.id }}
        >
          {icon}
          {t('detail.addChild')}
        </Link>
      </Button>
    ) : (
      <Button icon={icon} disabledReason={reason}>
        {t('detail.addChild')}
      </Button>
    )
  if (children.length === 0) {
    return (
      <EmptyState title={t('detail.childrenNone')} actions={cannot ? undefined : add}>
        {cannot ? t('detail.childrenCannot') : undefined}
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex justify-end">{add}</div>
      <AuthorityTable authorities={children} all={all} slug={slug} label={t('detail.children')} />
    </div>
  )
}
