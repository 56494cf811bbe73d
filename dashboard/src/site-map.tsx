import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router'
import { sessionOptions } from './api/session.ts'
import { AppFrame } from './shell/app-frame.tsx'
import { CrashPage, NotFound, NotFoundPage } from './shell/dead-ends.tsx'
import { Root } from './shell/root.tsx'
import { SimpleFrame } from './shell/simple-frame.tsx'
import { pageTexts } from './texts/language.ts'
import { lastWorkspace, rememberWorkspace } from './workspace.ts'
import type { QueryClient } from '@tanstack/react-query'
import type { Session, SessionWorkspace } from './api/session.ts'

/** The whole site in one file: each page is loaded when it is first visited. */

export interface RouterContext {
  readonly queryClient: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({
  // The words of pages travel beside the page itself.
  beforeLoad: () => pageTexts(),
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
})

/** Pages for somebody who is not signed in, or who decides one thing: no sidebar. */
const simple = createRoute({ getParentRoute: () => root, id: 'simple', component: SimpleFrame })

/** Everything below demands somebody; whoever is nobody comes back here after signing in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }): Promise<{ session: Session }> => {
    const session = await context.queryClient.ensureQueryData(sessionOptions)
    if (session === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
    return { session }
  },
})

const deciding = createRoute({
  getParentRoute: () => signedIn,
  id: 'deciding',
  component: SimpleFrame,
})
const framed = createRoute({
  getParentRoute: () => signedIn,
  id: 'framed',
  component: AppFrame,
  notFoundComponent: NotFound,
})

const workspace = createRoute({
  getParentRoute: () => framed,
  path: '/w/$slug',
  notFoundComponent: NotFound,
  beforeLoad: ({ context, params }): { workspace: SessionWorkspace } => {
    const found = context.session.workspaces.find(({ slug }) => slug === params.slug)
    // A workspace of others is one that is not there.
    if (found === undefined) throw notFound()
    rememberWorkspace(found.slug)
    return { workspace: found }
  },
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    const goal = lastWorkspace(context.session.workspaces)
    if (goal === undefined) throw redirect({ to: '/workspaces' })
    throw redirect({ to: '/w/$slug', params: { slug: goal.slug } })
  },
})

export const siteMap = root.addChildren([
  simple.addChildren([
    createRoute({
      getParentRoute: () => simple,
      path: '/setup',
      component: lazyRouteComponent(() => import('./pages/setup/setup-page.tsx'), 'SetupPage'),
    }),
    createRoute({
      getParentRoute: () => simple,
      path: '/sign-in',
      component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
    }),
    createRoute({
      getParentRoute: () => simple,
      path: '/accept-invitation',
      component: lazyRouteComponent(
        () => import('./pages/accept-invitation/accept-invitation-page.tsx'),
        'AcceptInvitationPage',
      ),
    }),
  ]),
  signedIn.addChildren([
    home,
    deciding.addChildren([
      createRoute({
        getParentRoute: () => deciding,
        path: '/oauth/consent',
        component: lazyRouteComponent(
          () => import('./pages/consent/consent-page.tsx'),
          'ConsentPage',
        ),
      }),
      createRoute({
        getParentRoute: () => deciding,
        path: '/oauth/device',
        component: lazyRouteComponent(() => import('./pages/device/device-page.tsx'), 'DevicePage'),
      }),
      createRoute({
        getParentRoute: () => deciding,
        path: '/key-link/$linkId',
        component: lazyRouteComponent(
          () => import('./pages/key-link/key-link-page.tsx'),
          'KeyLinkPage',
        ),
      }),
      createRoute({
        getParentRoute: () => deciding,
        path: '/workspaces',
        component: lazyRouteComponent(
          () => import('./pages/workspaces/workspaces-page.tsx'),
          'WorkspacesPage',
        ),
      }),
    ]),
    framed.addChildren([
      createRoute({
        getParentRoute: () => framed,
        path: '/account',
        component: lazyRouteComponent(
          () => import('./pages/account/account-page.tsx'),
          'AccountPage',
        ),
      }),
      createRoute({
        getParentRoute: () => framed,
        path: '/instance',
        component: lazyRouteComponent(
          () => import('./pages/instance/instance-page.tsx'),
          'InstancePage',
        ),
      }),
      workspace.addChildren([
        createRoute({
          getParentRoute: () => workspace,
          path: '/',
          component: lazyRouteComponent(
            () => import('./pages/overview/overview-page.tsx'),
            'OverviewPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/authorities',
          component: lazyRouteComponent(
            () => import('./pages/authorities/authorities-page.tsx'),
            'AuthoritiesPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/authorities/new',
          component: lazyRouteComponent(
            () => import('./pages/authorities/new-authority-page.tsx'),
            'NewAuthorityPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/authorities/$authorityId',
          component: lazyRouteComponent(
            () => import('./pages/authorities/authority-page.tsx'),
            'AuthorityPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/certificates',
          component: lazyRouteComponent(
            () => import('./pages/certificates/certificates-page.tsx'),
            'CertificatesPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/certificates/$certificateId',
          component: lazyRouteComponent(
            () => import('./pages/certificates/certificate-page.tsx'),
            'CertificatePage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/expiry',
          component: lazyRouteComponent(
            () => import('./pages/expiry/expiry-page.tsx'),
            'ExpiryPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/api-access',
          component: lazyRouteComponent(
            () => import('./pages/api-access/api-access-page.tsx'),
            'ApiAccessPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/oauth-clients',
          component: lazyRouteComponent(
            () => import('./pages/oauth-clients/oauth-clients-page.tsx'),
            'OAuthClientsPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/webhooks',
          component: lazyRouteComponent(
            () => import('./pages/webhooks/webhooks-page.tsx'),
            'WebhooksPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/audit-log',
          component: lazyRouteComponent(
            () => import('./pages/audit-log/audit-log-page.tsx'),
            'AuditLogPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/members',
          component: lazyRouteComponent(
            () => import('./pages/members/members-page.tsx'),
            'MembersPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/settings',
          component: lazyRouteComponent(
            () => import('./pages/settings/settings-page.tsx'),
            'SettingsPage',
          ),
        }),
        createRoute({
          getParentRoute: () => workspace,
          path: '/jobs',
          component: lazyRouteComponent(() => import('./pages/jobs/jobs-page.tsx'), 'JobsPage'),
        }),
      ]),
    ]),
  ]),
])
