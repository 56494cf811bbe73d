import { call } from './call.ts'

/** Whether this browser has passkeys, and this address may have them: an IP address may not (WebAuthn §5.1.2). */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential === 'function' && !/^[\d.]+$|^\[/.test(location.hostname)
}

/** The person turned away from the browser's dialog; that is no fault. */
export function wasDismissed(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')
}

/** Has the authenticator make a passkey, and the server keep its public half. */
export async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { options } = await call('passkeyOptions', {})
  // The server made them for exactly this.
  const response = await startRegistration({ optionsJSON: options as never })
  await call('addPasskey', { body: { name, response: response as never } })
}

export async function signInWithPasskey(): Promise<void> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { options } = await call('passkeySignInOptions', {}, { staysHere: true })
  const response = await startAuthentication({ optionsJSON: options as never })
  const body = { response: response as never }
  await call('signInWithPasskey', { body }, { staysHere: true })
}

export async function proveWithPasskey(): Promise<void> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { options } = await call('passkeyProofOptions', {})
  const response = await startAuthentication({ optionsJSON: options as never })
  await call('proveIdentity', {
    body: { method: 'passkey', response: response as never },
  })
}
