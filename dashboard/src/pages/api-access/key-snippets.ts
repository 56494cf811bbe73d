export const USES = ['curl', 'cli', 'sdk', 'actions', 'mcp'] as const
export type Use = (typeof USES)[number]

/** Ready to be pasted: with this server's address, and a CA that the key may use. */
export function keySnippets(
  origin: string,
  key: string,
  issuesFrom: string | undefined,
): Readonly<Record<Use, string>> {
  const issue = JSON.stringify({ caId: issuesFrom, commonName: 'hello.internal' })
  return {
    curl:
      issuesFrom === undefined
        ? `curl -sS ${origin}/v1/whoami \\\n  -H "Authorization: Bearer ${key}"`
        : `curl -sS ${origin}/v1/certificates \\\n  -H "Authorization: Bearer ${key}" \\\n  -H "Content-Type: application/json" \\\n  -d '${issue}'`,
    cli: `export CERTMAN_API_URL=${origin}\nexport CERTMAN_API_KEY=${key}\ncertman whoami`,
    sdk: `import { createCertmanClient } from '@certman/sdk'

const certman = createCertmanClient({
  baseUrl: '${origin}',
  apiKey: process.env.CERTMAN_API_KEY,
})
console.log(await certman.whoami())`,
    actions: `- name: Issue a certificate
  env:
    CERTMAN_API_URL: ${origin}
    CERTMAN_API_KEY: \${{ secrets.CERTMAN_API_KEY }}
  run: npx @certman/cli ${
    issuesFrom === undefined
      ? 'ca list'
      : `cert issue --ca-id ${issuesFrom} --common-name hello.internal --out-cert cert.pem --out-key key.pem`
  }`,
    mcp: `claude mcp add --transport http certman ${origin}/mcp --header "Authorization: Bearer ${key}"`,
  }
}

export function envFile(origin: string, key: string): string {
  return `CERTMAN_API_URL=${origin}\nCERTMAN_API_KEY=${key}\n`
}
