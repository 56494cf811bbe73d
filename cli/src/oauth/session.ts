import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readConfigFile, writeConfigFile, type Grant, type GrantName } from '../config-file.ts'
import type { Console } from '../console.ts'
import { Refusal } from '../refusal.ts'
import { OAuthRefusal, post, requestTokens } from './requests.ts'

/** A token that ends so soon may have ended when it arrives. */
const SOON = 60_000
/** Whoever held the lock for so long has died: a refresh takes milliseconds. */
const STALE = 30_000

function keepGrant(console: Console, name: GrantName, grant: Grant): void {
  const config = readConfigFile(console.home)
  writeConfigFile(console.home, { ...config, grants: { ...config.grants, [name]: grant } })
}

/**
 * A token that is good for a while yet. A refresh token can be used once: of several commands that run at once, one
 * refreshes and the others wait for what it got.
 * @param refused the token that the server did not take, if one was tried
 * @throws Refusal when the sign-in has ended
 */
export async function freshToken(
  console: Console,
  name: GrantName,
  refused?: string,
): Promise<string> {
  const isGood = ({ accessToken, expiresAt }: Grant): boolean =>
    accessToken !== refused && expiresAt - console.now() > SOON
  const kept = grantOf(console, name)
  if (isGood(kept)) return kept.accessToken
  const unlock = await lock(console)
  try {
    const grant = grantOf(console, name)
    return isGood(grant) ? grant.accessToken : await refreshed(console, name, grant)
  } finally {
    unlock()
  }
}

async function refreshed(console: Console, name: GrantName, grant: Grant): Promise<string> {
  try {
    const tokens = await requestTokens(console.fetch, grant.tokenEndpoint, console.now(), {
      grant_type: 'refresh_token',
      refresh_token: grant.refreshToken,
      client_id: grant.clientId,
    })
    keepGrant(console, name, { ...grant, ...tokens })
    return tokens.accessToken
  } catch (cause) {
    if (cause instanceof OAuthRefusal) throw ended(name, cause)
    throw cause
  }
}

/** Ends the grants at the server too, as far as it can be reached. */
export async function endGrants(console: Console): Promise<void> {
  for (const grant of Object.values(readConfigFile(console.home).grants ?? {})) {
    const parameters = { token: grant.refreshToken, client_id: grant.clientId }
    await post(console.fetch, grant.revocationEndpoint, new URLSearchParams(parameters)).catch(
      () => undefined,
    )
  }
}

function grantOf(console: Console, name: GrantName): Grant {
  const grant = readConfigFile(console.home).grants?.[name]
  if (grant === undefined) throw ended(name)
  return grant
}

function ended(name: GrantName, cause?: unknown): Refusal {
  return new Refusal(
    'the sign-in has ended',
    `sign in again: certman login --web${name === 'mcp' ? ' --mcp' : ''}`,
    cause,
  )
}

/** @returns what lets go of it */
async function lock({ home }: Console): Promise<() => void> {
  const path = join(home, '.certman', 'refreshing')
  for (;;) {
    try {
      mkdirSync(path)
      return () => rmdirSync(path)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > STALE) rmdirSync(path)
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
}
