const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

export const GRANT_TYPES = ['authorization_code', 'refresh_token', DEVICE_CODE] as const

export const ROUTES = {
  authorization: '/oauth/authorize',
  device_authorization: '/oauth/device_authorization',
  // The page of the dashboard; the library's own is never reached.
  code_verification: '/oauth/device',
  registration: '/oauth/register',
  revocation: '/oauth/revoke',
  token: '/oauth/token',
} as const
