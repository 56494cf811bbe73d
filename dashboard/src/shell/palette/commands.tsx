import { useNavigate } from '@tanstack/react-router'
import {
  CircleUser,
  FilePlus2,
  KeyRound,
  LayoutGrid,
  Moon,
  ShieldPlus,
  Sun,
  UserPlus,
} from 'lucide-react'
import { useSession } from '../../api/session.ts'
import { chooseTheme } from '../../preferences/theme.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useShownWorkspace } from '../../workspace.ts'
import { INSTANCE_ICON, ITEMS } from '../navigation.ts'
import type { LucideIcon } from 'lucide-react'

export interface PaletteCommand {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly keys?: string
  readonly run: () => void
}

export function usePages(): readonly PaletteCommand[] {
  const { t } = useTexts('shell')
  const { user, workspaces } = useSession()
  const workspace = useShownWorkspace()
  const navigate = useNavigate()
  const slug = workspace?.slug
  const pages: PaletteCommand[] =
    slug === undefined
      ? []
      : ITEMS.map(({ page, to, icon, key }) => ({
          id: `page ${page}`,
          label: t(`page.${page}`),
          icon,
          keys: `g ${key}`,
          run: () => void navigate({ to, params: { slug } }),
        }))
  const others = workspaces
    .filter((other) => other.slug !== slug)
    .map((other) => ({
      id: `workspace ${other.id}`,
      label: other.name,
      icon: LayoutGrid,
      run: () => void navigate({ to: '/w/$slug', params: { slug: other.slug } }),
    }))
  const account = {
    id: 'page account',
    label: t('page.account'),
    icon: CircleUser,
    run: () => void navigate({ to: '/account' }),
  }
  const instance = {
    id: 'page instance',
    label: t('page.instance'),
    icon: INSTANCE_ICON,
    run: () => void navigate({ to: '/instance' }),
  }
  return [...pages, account, ...(user.isOperator ? [instance] : []), ...others]
}

export function useActions(): readonly PaletteCommand[] {
  const { t } = useTexts('palette')
  const workspace = useShownWorkspace()
  const navigate = useNavigate()
  const themes: PaletteCommand[] = [
    { id: 'theme light', label: t('light'), icon: Sun, run: () => chooseTheme('light') },
    { id: 'theme dark', label: t('dark'), icon: Moon, run: () => chooseTheme('dark') },
  ]
  if (workspace === undefined) return themes
  const params = { slug: workspace.slug }
  const asking = (name: string): never => ({ [name]: '' }) as never
  return [
    {
      id: 'issue',
      label: t('issue'),
      icon: FilePlus2,
      run: () => void navigate({ to: '/w/$slug/certificates', params, search: asking('issue') }),
    },
    {
      id: 'create authority',
      label: t('createAuthority'),
      icon: ShieldPlus,
      run: () => void navigate({ to: '/w/$slug/authorities/new', params }),
    },
    {
      id: 'create key',
      label: t('createKey'),
      icon: KeyRound,
      run: () => void navigate({ to: '/w/$slug/api-access', params, search: asking('create') }),
    },
    {
      id: 'invite',
      label: t('invite'),
      icon: UserPlus,
      run: () => void navigate({ to: '/w/$slug/members', params, search: asking('invite') }),
    },
    ...themes,
  ]
}
