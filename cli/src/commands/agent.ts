import { setTimeout as delay } from 'node:timers/promises'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import type { AgentConfiguration } from '../agent/configuration.ts'
import type { AgentWorld } from '../agent/renew-entry.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { Refusal } from '../refusal.ts'
import { count } from '../table.ts'

const EXAMPLE = `
A configuration, certman-agent.yaml:
  api-url: https://certman.internal
  api-key-file: /etc/certman/api-key
  entries:
    - ca: 660e8400-e29b-41d4-a716-446655440001
      names: [web.example.com, 10.0.0.7]
      out-cert: /etc/nginx/tls/web.pem      # certificate and issuers
      out-key: /etc/nginx/tls/web.key
      out-chain: /etc/nginx/tls/web-ca.pem  # optional
      format: fullchain                     # or pem, der, haproxy, p12, jks (with password-file)
      validity-days: 90
      renew-at: 66%
      mode: "0640"
      owner: root:www-data
      hooks: { deploy: nginx -t }
      reload: nginx                         # a systemd unit

Hooks get CERTMAN_CERT, CERTMAN_KEY, CERTMAN_CHAIN, CERTMAN_DOMAINS, CERTMAN_SERIAL, RENEWED_LINEAGE and
RENEWED_DOMAINS. When deploy or reload fails, the former files are put back.`

export function addAgentCommands(program: Command, console: Console): void {
  const agent = program
    .command('agent')
    .description('Keep the certificates of this machine fresh; keys never leave it')

  const run = agent
    .command('run')
    .description('Renew whatever is due, for as long as it runs')
    .requiredOption('--config <file>', 'which certificates, YAML')
    .action((options: { readonly config: string }) => runForever(console, options.config))
  addExamples(run, 'certman agent run --config /etc/certman/agent.yaml').addHelpText(
    'after',
    EXAMPLE,
  )

  const once = agent
    .command('once')
    .description('Renew whatever is due now, and end; for timers')
    .requiredOption('--config <file>', 'which certificates, YAML')
    .option('--force', 'renew all of them, due or not')
    .action((options: OnceOptions) => renewOnce(console, options))
  addExamples(once, 'certman agent once --config /etc/certman/agent.yaml')

  const install = agent
    .command('install-service')
    .description('Make systemd run the agent')
    .requiredOption('--config <file>', 'which certificates, YAML')
    .option('--print', 'only print the unit')
    .action((options: InstallOptions) => installService(console, options))
  addExamples(install, 'sudo certman agent install-service --config /etc/certman/agent.yaml')
}

interface OnceOptions {
  readonly config: string
  readonly force?: true
}

interface InstallOptions {
  readonly config: string
  readonly print?: true
}

async function runForever(console: Console, path: string): Promise<void> {
  const { runAgent } = await import('../agent/run-agent.ts')
  const { entries, world } = await load(console, path)
  const stop = new AbortController()
  const end = (): void => stop.abort()
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  console.say(`looking after ${count(entries.length, 'certificate')}`)
  try {
    await runAgent(
      entries,
      world,
      {
        now: () => console.now(),
        sleep: (milliseconds, signal) =>
          delay(milliseconds, undefined, { signal }).catch(() => undefined),
      },
      { signal: stop.signal, random: Math.random },
    )
  } finally {
    process.off('SIGTERM', end)
    process.off('SIGINT', end)
  }
}

async function renewOnce(console: Console, { config, force }: OnceOptions): Promise<void> {
  const { runOnce } = await import('../agent/run-agent.ts')
  const { entries, world } = await load(console, config)
  const { renewed, failed } = await runOnce(entries, world, force === true)
  const fresh = entries.length - renewed - failed
  await console.report({
    json: { renewed, failed, fresh },
    text: `${renewed} renewed, ${fresh} not due, ${failed} failed`,
  })
  if (failed > 0) console.exit(1)
}

async function load(
  console: Console,
  path: string,
): Promise<{ entries: AgentConfiguration['entries']; world: AgentWorld }> {
  const [{ connect }, { readSecret }, { createWorld }] = await Promise.all([
    import('../client.ts'),
    import('../agent/lineage.ts'),
    import('../agent/world.ts'),
  ])
  const { apiUrl, apiKeyFile, entries } = await readConfiguration(console, path)
  const apiKey = apiKeyFile === undefined ? undefined : await readSecret(apiKeyFile)
  const client = connect(withDefaults(console, apiUrl, apiKey))
  return { entries, world: createWorld(client, console) }
}

/** What stands in the agent's file counts where nothing was given on the command line. */
function withDefaults(
  console: Console,
  apiUrl: string | undefined,
  apiKey: string | undefined,
): Console {
  return {
    ...console,
    options: () => ({
      ...(apiUrl === undefined ? {} : { apiUrl }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...console.options(),
    }),
  }
}

async function readConfiguration(console: Console, path: string): Promise<AgentConfiguration> {
  const [{ parse }, { parseConfiguration }] = await Promise.all([
    import('yaml'),
    import('../agent/configuration.ts'),
  ])
  const text = await readInputText(console, path)
  return parseConfiguration(parseYaml(parse, text, path), dirname(resolve(path)))
}

function parseYaml(parse: (text: string) => unknown, text: string, path: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Refusal(`${path} is no YAML: ${message}`, 'check its indentation', cause)
  }
}

async function installService(console: Console, options: InstallOptions): Promise<void> {
  const { SERVICE, serviceUnit } = await import('../agent/service-unit.ts')
  const { apiKeyFile } = await readConfiguration(console, options.config)
  const { readConfigFile } = await import('../config-file.ts')
  if (apiKeyFile === undefined && readConfigFile(console.home).apiKey === undefined) {
    throw new Refusal(
      'the service would have no API key: it sees neither --api-key nor CERTMAN_API_KEY',
      'write api-key-file: into the configuration, or run certman login as the user of the service',
    )
  }
  const script = process.argv[1] ?? ''
  const config = resolve(options.config)
  const words = [process.execPath, ...process.execArgv, script, 'agent', 'run', '--config', config]
  const unit = serviceUnit(words)
  if (options.print === true) {
    await console.report({ json: { unit }, text: unit.trimEnd() })
    return
  }
  const { writeAtomically } = await import('../output-file.ts')
  const { shellHooks } = await import('../agent/hooks.ts')
  const path = `/etc/systemd/system/${SERVICE}.service`
  writeAtomically(path, unit, { force: true, mode: 0o644 })
  const run = shellHooks(console.variables, (line) => console.say(line))
  await run(`systemctl daemon-reload && systemctl enable --now ${SERVICE}`, {})
  console.tell(`${path} written; the agent runs: systemctl status ${SERVICE}`)
}
