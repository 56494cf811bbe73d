import type { Uuid } from '../../pki/identifier.ts'
import { workspaceOf } from '../../pki/principal.ts'
import type { Caller } from './caller.ts'
import type { McpServices } from './dependencies.ts'

type Linking = Caller & { readonly services: McpServices }

/** The page that shows one waiting private key; its address opens nothing by itself. */
export function keyLinkUrl({ services }: Linking, id: Uuid): string {
  return `${services.mcp.dashboardUrl()}/key-link/${id}`
}

export function certificateUrl(call: Linking, id: Uuid): string {
  return `${workspaceUrl(call)}/certificates/${id}`
}

export function authorityUrl(call: Linking, id: Uuid): string {
  return `${workspaceUrl(call)}/authorities/${id}`
}

function workspaceUrl({ services, principal }: Linking): string {
  return `${services.mcp.dashboardUrl()}/w/${workspaceOf(principal)?.slug ?? ''}`
}
