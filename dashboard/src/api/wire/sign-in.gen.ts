// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface ListedSession {
  id: string
  method: 'setupLink' | 'password' | 'passkey' | 'provider'
  created_at: string
  last_seen_at: string
  ends_at: string
  address: string
  user_agent: string
  has_second_factor: boolean
  is_current: boolean
}

export interface Session {
  user: {
    id: string
    email: string
    name: string
    locale: string | null
    isOperator: boolean
  }
  workspaces: ({
    id: string
    slug: string
    name: string
    role: 'owner' | 'admin' | 'member'
    plan: 'free' | 'pro'
  })[]
  csrfToken: string
  provedAt: string
  hasSecondFactor: boolean
  factors: {
    password: boolean
    passkeys: number
    oneTimeCode: boolean
    recoveryCodes: number
    passwordChangedAt: string | null
  }
}

export interface SignedIn {
  status: 'signedIn'
  expiresAt: string
}

export interface LookAtSetupLinkResponse {
  email: string
  name: string
  expiresAt: string
}

export type RedeemSetupLinkResponse = SignedIn

export interface SignInWithPasswordResponse {
  status: 'signedIn' | 'secondFactor'
  expiresAt?: string | undefined
  ticket?: string | undefined
}

export type SignInWithCodeResponse = SignedIn

export interface PasskeySignInOptionsResponse {
  options: {
    [name: string]: null
  }
}

export type SignInWithPasskeyResponse = SignedIn

export interface SignInWaysResponse {
  providers: ({
    id: string
    name: string
  })[]
}

export interface GoToProviderQuery {
  next?: string | undefined
}

export type GetSessionResponse = Session

export interface SignOutResponse {
  status: 'signedOut'
}

export interface ListSessionsResponse {
  sessions: ListedSession[]
}

export interface EndOtherSessionsResponse {
  ended: number
}

export interface EndSessionResponse {
  status: 'ended'
}

export interface ProveIdentityResponse {
  status: 'proved'
}

export interface PasskeyProofOptionsResponse {
  options: {
    [name: string]: null
  }
}

export interface SignInOperations {
  lookAtSetupLink: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: LookAtSetupLinkResponse
  }
  redeemSetupLink: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
      password: string
      name?: string | undefined
    }
    response: RedeemSetupLinkResponse
  }
  signInWithPassword: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      email: string
      password: string
    }
    response: SignInWithPasswordResponse
  }
  signInWithCode: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      ticket: string
      code: string
    }
    response: SignInWithCodeResponse
  }
  passkeySignInOptions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: PasskeySignInOptionsResponse
  }
  signInWithPasskey: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      response: {
        [name: string]: null
      }
    }
    response: SignInWithPasskeyResponse
  }
  signInWays: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: SignInWaysResponse
  }
  goToProvider: {
    path: {
      provider: string
    }
    query: GoToProviderQuery
    body: Record<string, never>
    response: Response
  }
  returnFromProvider: {
    path: {
      provider: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: Response
  }
  getSession: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: GetSessionResponse
  }
  signOut: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: SignOutResponse
  }
  listSessions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListSessionsResponse
  }
  endOtherSessions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: EndOtherSessionsResponse
  }
  endSession: {
    path: {
      sessionId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: EndSessionResponse
  }
  proveIdentity: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      method: 'password' | 'code' | 'passkey'
      password?: string | undefined
      code?: string | undefined
      response?: {
        [name: string]: null
      } | undefined
    }
    response: ProveIdentityResponse
  }
  passkeyProofOptions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: PasskeyProofOptionsResponse
  }
}

export const SIGN_IN_ROUTES = {
  lookAtSetupLink: ['post', '/console/v1/setup/look'],
  redeemSetupLink: ['post', '/console/v1/setup'],
  signInWithPassword: ['post', '/console/v1/sign-in/password'],
  signInWithCode: ['post', '/console/v1/sign-in/code'],
  passkeySignInOptions: ['post', '/console/v1/sign-in/passkey/options'],
  signInWithPasskey: ['post', '/console/v1/sign-in/passkey'],
  signInWays: ['get', '/console/v1/sign-in'],
  goToProvider: ['get', '/console/v1/sign-in/providers/{provider}'],
  returnFromProvider: ['get', '/console/v1/sign-in/providers/{provider}/callback'],
  getSession: ['get', '/console/v1/session'],
  signOut: ['post', '/console/v1/sign-out'],
  listSessions: ['get', '/console/v1/account/sessions'],
  endOtherSessions: ['delete', '/console/v1/account/sessions'],
  endSession: ['delete', '/console/v1/account/sessions/{sessionId}'],
  proveIdentity: ['post', '/console/v1/session/proof'],
  passkeyProofOptions: ['post', '/console/v1/session/proof/passkey-options'],
} as const
