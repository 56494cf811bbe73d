import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the addresses of the sweep are filled with. */
export interface Places {
  readonly slug: string
  readonly authorityId: string
  readonly certificateId: string
}

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

/** Every page of the site map, by its path there. */
export const SIGNED_OUT_ROUTES: Readonly<Record<string, string>> = {
  '/setup': '/setup',
  '/sign-in': '/sign-in',
  '/accept-invitation': '/accept-invitation',
}

export const SIGNED_IN_ROUTES: Readonly<Record<string, (places: Places) => string>> = {
  '/oauth/consent': () => '/oauth/consent',
  '/oauth/device': () => '/oauth/device',
  '/key-link/$linkId': () => `/key-link/${UNKNOWN}`,
  '/workspaces': () => '/workspaces',
  '/account': () => '/account',
  '/instance': () => '/instance',
  '/w/$slug/': ({ slug }) => `/w/${slug}`,
  '/w/$slug/authorities': ({ slug }) => `/w/${slug}/authorities`,
  '/w/$slug/authorities/new': ({ slug }) => `/w/${slug}/authorities/new`,
  '/w/$slug/authorities/$authorityId': ({ slug, authorityId }) =>
    `/w/${slug}/authorities/${authorityId}`,
  '/w/$slug/certificates': ({ slug }) => `/w/${slug}/certificates`,
  '/w/$slug/certificates/$certificateId': ({ slug, certificateId }) =>
    `/w/${slug}/certificates/${certificateId}`,
  '/w/$slug/expiry': ({ slug }) => `/w/${slug}/expiry`,
  '/w/$slug/api-access': ({ slug }) => `/w/${slug}/api-access`,
  '/w/$slug/oauth-clients': ({ slug }) => `/w/${slug}/oauth-clients`,
  '/w/$slug/webhooks': ({ slug }) => `/w/${slug}/webhooks`,
  '/w/$slug/audit-log': ({ slug }) => `/w/${slug}/audit-log`,
  '/w/$slug/members': ({ slug }) => `/w/${slug}/members`,
  '/w/$slug/settings': ({ slug }) => `/w/${slug}/settings`,
  '/w/$slug/jobs': ({ slug }) => `/w/${slug}/jobs`,
}

/** What the site map itself says, so that a page that is added to it cannot be forgotten here. */
export function siteMapPaths(): readonly string[] {
  const path = join(import.meta.dirname, '..', '..', 'dashboard', 'src', 'site-map.tsx')
  const text = readFileSync(path, 'utf8')
  const routes = [...text.matchAll(/getParentRoute: \(\) => (\w+),\s+path: '([^']+)'/g)]
  return routes
    .map(([, parent, path = '']) => (parent === 'workspace' ? `/w/$slug${path}` : path))
    .filter((path) => path !== '/w/$slug' && path !== '/')
    .sort()
}
