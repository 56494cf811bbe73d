/**
 * Binds a request for consent to the browser that brought it: whoever is sent somebody else's address of a request cannot
 * agree to it. One cookie per request, so that two can be open at once.
 */
export function consentCookie(requestId: string): string {
  return `__Secure-certman-consent-${requestId.slice(0, 12).replaceAll(/[^\w-]/g, '')}`
}

/** Where it is needed: the endpoints that the consent page calls. */
export const CONSENT_COOKIE_PATH = '/console/v1'
