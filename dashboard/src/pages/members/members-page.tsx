import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { Invitations } from './invitations.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { People } from './people.tsx'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

/** Who belongs to the workspace, and whom it has invited. */
export function MembersPage(): ReactNode {
  const { t } = useTexts('members')
  const { id: workspaceId, role } = useWorkspace()
  const [inviting, setInviting] = useState(false)
  const [invited, setInvited] = useState<Output<'createInvitation'>>()
  const people = useRead('listMembers', { path: { workspaceId } })
  const forbidden = role === 'member' ? t('adminsOnly') : undefined
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('intro')}
        actions={
          <Button
            look="primary"
            icon={<UserPlus aria-hidden className="size-4" />}
            disabledReason={forbidden}
            onClick={() => setInviting(true)}
          >
            {t('invite')}
          </Button>
        }
      />
      {people.error ? (
        <ErrorState error={people.error} onRetry={() => void people.refetch()} />
      ) : (
        <People people={people.data?.members} />
      )}
      {/* Below a list that is on its way nothing stands yet: it would move. */}
      {role !== 'member' && !people.isPending && <Invitations onRenewed={setInvited} />}
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false)
            setInvited(made)
          }}
        />
      )}
      {invited && <InvitationLink invited={invited} onClose={() => setInvited(undefined)} />}
    </>
  )
}
