import {
  BellRing,
  Building2,
  CalendarClock,
  FileKey2,
  Gauge,
  KeyRound,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
  Waypoints,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

export interface NavigationItem {
  readonly page:
    | 'overview'
    | 'authorities'
    | 'certificates'
    | 'expiry'
    | 'apiAccess'
    | 'oauthClients'
    | 'webhooks'
    | 'auditLog'
    | 'members'
    | 'settings'
  readonly to:
    | '/w/$slug'
    | '/w/$slug/authorities'
    | '/w/$slug/certificates'
    | '/w/$slug/expiry'
    | '/w/$slug/api-access'
    | '/w/$slug/oauth-clients'
    | '/w/$slug/webhooks'
    | '/w/$slug/audit-log'
    | '/w/$slug/members'
    | '/w/$slug/settings'
  readonly icon: LucideIcon
  /** After `g`. */
  readonly key: string
}

export interface NavigationGroup {
  readonly name?: 'automation' | 'govern'
  readonly items: readonly NavigationItem[]
}

/** The sidebar, from top to bottom. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    items: [
      { page: 'overview', to: '/w/$slug', icon: Gauge, key: 'o' },
      { page: 'authorities', to: '/w/$slug/authorities', icon: ShieldCheck, key: 'a' },
      { page: 'certificates', to: '/w/$slug/certificates', icon: FileKey2, key: 'c' },
      { page: 'expiry', to: '/w/$slug/expiry', icon: CalendarClock, key: 'e' },
    ],
  },
  {
    name: 'automation',
    items: [
      { page: 'apiAccess', to: '/w/$slug/api-access', icon: KeyRound, key: 'k' },
      { page: 'oauthClients', to: '/w/$slug/oauth-clients', icon: Waypoints, key: 'q' },
      { page: 'webhooks', to: '/w/$slug/webhooks', icon: BellRing, key: 'w' },
    ],
  },
  {
    name: 'govern',
    items: [
      { page: 'auditLog', to: '/w/$slug/audit-log', icon: ScrollText, key: 'l' },
      { page: 'members', to: '/w/$slug/members', icon: Users, key: 'm' },
      { page: 'settings', to: '/w/$slug/settings', icon: Settings, key: 's' },
    ],
  },
]

export const ITEMS: readonly NavigationItem[] = NAVIGATION.flatMap(({ items }) => items)

/** Of the operators of the instance. */
export const INSTANCE_ICON = Building2
