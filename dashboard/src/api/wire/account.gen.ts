// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface Identity {
  provider: string
  name: string
  email: string
  created_at: string
}

export interface Passkey {
  id: string
  name: string
  created_at: string
  last_used_at: string | null
  is_backed_up: boolean
}

export interface ChangeProfileResponse {
  status: 'changed'
}

export interface ChangePasswordResponse {
  status: 'changed'
}

export interface ListIdentitiesResponse {
  identities: Identity[]
}

export interface UnlinkIdentityResponse {
  status: 'unlinked'
}

export interface ListPasskeysResponse {
  passkeys: Passkey[]
}

export interface AddPasskeyResponse {
  passkey: Passkey
}

export interface PasskeyOptionsResponse {
  options: {
    [name: string]: null
  }
}

export interface RenamePasskeyResponse {
  status: 'renamed'
}

export interface RemovePasskeyResponse {
  status: 'removed'
}

export interface OfferAuthenticatorAppResponse {
  secret: string
  uri: string
}

export interface RemoveAuthenticatorAppResponse {
  status: 'removed'
}

export interface ConfirmAuthenticatorAppResponse {
  recoveryCodes: string[]
}

export interface ReplaceRecoveryCodesResponse {
  recoveryCodes: string[]
}

export interface AccountOperations {
  changeProfile: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      name?: string | undefined
      locale?: string | null | undefined
    }
    response: ChangeProfileResponse
  }
  changePassword: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      password: string
    }
    response: ChangePasswordResponse
  }
  listIdentities: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListIdentitiesResponse
  }
  unlinkIdentity: {
    path: {
      provider: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: UnlinkIdentityResponse
  }
  listPasskeys: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListPasskeysResponse
  }
  addPasskey: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      name: string
      response: {
        [name: string]: null
      }
    }
    response: AddPasskeyResponse
  }
  passkeyOptions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: PasskeyOptionsResponse
  }
  renamePasskey: {
    path: {
      passkeyId: string
    }
    query: Record<string, never>
    body: {
      name: string
    }
    response: RenamePasskeyResponse
  }
  removePasskey: {
    path: {
      passkeyId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemovePasskeyResponse
  }
  offerAuthenticatorApp: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: OfferAuthenticatorAppResponse
  }
  removeAuthenticatorApp: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveAuthenticatorAppResponse
  }
  confirmAuthenticatorApp: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      code: string
    }
    response: ConfirmAuthenticatorAppResponse
  }
  replaceRecoveryCodes: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ReplaceRecoveryCodesResponse
  }
}

export const ACCOUNT_ROUTES = {
  changeProfile: ['patch', '/console/v1/account'],
  changePassword: ['put', '/console/v1/account/password'],
  listIdentities: ['get', '/console/v1/account/identities'],
  unlinkIdentity: ['delete', '/console/v1/account/identities/{provider}'],
  listPasskeys: ['get', '/console/v1/account/passkeys'],
  addPasskey: ['post', '/console/v1/account/passkeys'],
  passkeyOptions: ['post', '/console/v1/account/passkeys/options'],
  renamePasskey: ['patch', '/console/v1/account/passkeys/{passkeyId}'],
  removePasskey: ['delete', '/console/v1/account/passkeys/{passkeyId}'],
  offerAuthenticatorApp: ['post', '/console/v1/account/authenticator-app'],
  removeAuthenticatorApp: ['delete', '/console/v1/account/authenticator-app'],
  confirmAuthenticatorApp: ['post', '/console/v1/account/authenticator-app/confirm'],
  replaceRecoveryCodes: ['post', '/console/v1/account/recovery-codes'],
} as const
