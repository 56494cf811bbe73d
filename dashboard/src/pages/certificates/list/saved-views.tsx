import { useNavigate } from '@tanstack/react-router'
import { Bookmark, BookmarkPlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../../../api/api-error.ts'
import { useAct, useRead } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { Menu } from '../../../kit/menu.tsx'
import { TextInput } from '../../../kit/text-input.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { LIST_DEFAULTS } from './list-state.ts'
import type { ReactNode } from 'react'
import type { ListState } from './list-state.ts'

/** Everything of the list but where in it one is. */
function queryOf(state: ListState): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(state)) {
    const usual: string = LIST_DEFAULTS[name as keyof ListState]
    if (name !== 'page' && value !== usual) query.set(name, value)
  }
  return query.toString()
}

/** Filters under a name of one's own. */
export function SavedViews({ state }: { state: ListState }): ReactNode {
  const { t } = useTexts('certificates')
  const { id: workspaceId } = useWorkspace()
  const navigate = useNavigate()
  const [isSaving, setIsSaving] = useState(false)
  const path = { workspaceId }
  const views = useRead('listViews', { path, query: { page: 'certificates' } })
  const remove = useAct('removeView', { refreshes: ['listViews'], toastsErrors: true })
  const query = queryOf(state)
  const saved = views.data?.views ?? []
  const current = saved.find((view) => view.query === query)
  return (
    <>
      <Menu
        trigger={
          <Button icon={<Bookmark aria-hidden className="size-4" />}>
            <span className="max-w-40 truncate">{current?.name ?? t('views.title')}</span>
          </Button>
        }
        sections={[
          ...(saved.length === 0
            ? []
            : [
                {
                  label: t('views.yours'),
                  items: saved.map((view) => ({
                    id: view.id,
                    label: view.name,
                    checked: view === current,
                    onSelect: () =>
                      void navigate({
                        to: '.',
                        search: Object.fromEntries(new URLSearchParams(view.query)) as never,
                      }),
                  })),
                },
              ]),
          {
            items: [
              {
                id: 'save',
                label: t('views.save'),
                icon: <BookmarkPlus aria-hidden className="size-4" />,
                onSelect: () => setIsSaving(true),
              },
              ...(current
                ? [
                    {
                      id: 'remove',
                      label: t('views.remove', { name: current.name }),
                      icon: <Trash2 aria-hidden className="size-4" />,
                      danger: true,
                      onSelect: () => remove.mutate({ path: { ...path, id: current.id } }),
                    },
                  ]
                : []),
            ],
          },
        ]}
      />
      {isSaving && <SaveView query={query} onClose={() => setIsSaving(false)} />}
    </>
  )
}

function SaveView({ query, onClose }: { query: string; onClose: () => void }): ReactNode {
  const { t } = useTexts('certificates')
  const kit = useTexts('kit')
  const { id: workspaceId } = useWorkspace()
  const [name, setName] = useState('')
  const save = useAct('saveView', {
    refreshes: ['listViews'],
    onDone: ({ view }) => {
      toast.success(t('views.saved', { name: view.name }))
      onClose()
    },
  })
  const submit = (): void =>
    save.mutate({ path: { workspaceId }, body: { page: 'certificates', name, query } })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('views.save')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button look="primary" busy={save.isPending} onClick={submit}>
            {kit.t('save')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field
          label={t('views.name')}
          hint={t('views.hint')}
          error={save.error ? messageOf(save.error) : undefined}
        >
          <TextInput value={name} onChange={setName} maxLength={60} autoFocus />
        </Field>
      </form>
    </Dialog>
  )
}
