/** The sidebar, from top to bottom. */
export const NAVIGATION = [
  { page: 'overview', to: '/w/$slug' },
  { page: 'authorities', to: '/w/$slug/authorities' },
  { page: 'certificates', to: '/w/$slug/certificates' },
  { page: 'expiry', to: '/w/$slug/expiry' },
  { page: 'apiAccess', to: '/w/$slug/api-access' },
  { page: 'oauthClients', to: '/w/$slug/oauth-clients' },
  { page: 'webhooks', to: '/w/$slug/webhooks' },
  { page: 'auditLog', to: '/w/$slug/audit-log' },
  { page: 'members', to: '/w/$slug/members' },
  { page: 'settings', to: '/w/$slug/settings' },
] as const
