import type { Command } from 'commander'
import { confirm } from '../ask.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { Refusal } from '../refusal.ts'
import { plain, table } from '../table.ts'
import type { Anchor, TrustStore } from '../trust-stores/trust-store.ts'

interface TrustOptions {
  readonly system?: true
  readonly nss?: true
  readonly java?: true
  readonly fingerprint?: string
  readonly yes?: true
}

export function addTrustCommands(program: Command, console: Console): void {
  const trust = program
    .command('trust')
    .description('roots that the programs of this machine trust')
  const id = '660e8400-e29b-41d4-a716-446655440001'

  const install = stores(trust.command('install'), 'Make this machine trust a root')
    .option('--yes', 'do not ask')
    .action((named: string, options: TrustOptions) => change(console, 'install', named, options))
  addExamples(
    install,
    `sudo certman trust install ${id}`,
    `certman trust install https://certman.internal/trust/${id} --nss`,
    `certman trust install http://pki.internal/ca/${id}.crt --fingerprint 5A:1B:…`,
  )

  const uninstall = stores(trust.command('uninstall'), 'Make it trust the root no longer')
    .option('--yes', 'do not ask')
    .action((named: string, options: TrustOptions) => change(console, 'uninstall', named, options))
  addExamples(uninstall, 'sudo certman trust uninstall root.pem')

  const status = stores(
    trust.command('status'),
    'Show which stores trust a root; exit 1 unless all do',
  ).action((named: string, options: TrustOptions) => show(console, named, options))
  addExamples(status, 'certman trust status root.pem --system')
}

function stores(command: Command, description: string): Command {
  return command
    .description(description)
    .argument('<ca-id|file|url>', 'id of a CA, a file, - for standard input, or an address')
    .option('--system', 'only what the programs of the system share')
    .option('--nss', 'only Firefox, Chromium and Thunderbird of this user')
    .option('--java', 'only the Java that JAVA_HOME names')
    .option('--fingerprint <sha256>', 'refuse any other certificate')
}

type Act = 'install' | 'uninstall'

interface Told {
  readonly store: TrustStore
  readonly state: string
  readonly isGood: boolean
}

async function change(
  console: Console,
  act: Act,
  named: string,
  options: TrustOptions,
): Promise<void> {
  const { anchor, found } = await findAll(console, named, options)
  await tellAnchor(console, anchor)
  for (const { title, kind } of found) console.say(`  ${kind}: ${title}`)
  const question = act === 'install' ? 'Trust it there?' : 'Trust it there no longer?'
  if (options.yes !== true && !(await confirm(console, question))) {
    throw new Refusal('nothing was changed', 'answer y, or add --yes')
  }
  const told: Told[] = []
  for (const store of found) told.push(await changeOne(store, act, anchor))
  await report(console, anchor, told)
}

/** One store that refuses leaves the others as they should be. */
async function changeOne(store: TrustStore, act: Act, anchor: Anchor): Promise<Told> {
  const wanted = act === 'install'
  try {
    if ((await store.isTrusted(anchor)) === wanted)
      return { store, state: wanted ? 'trusted already' : 'not trusted before', isGood: true }
    await store[act](anchor)
    const isDone = (await store.isTrusted(anchor)) === wanted
    const state = isDone ? (wanted ? 'trusted now' : 'no longer trusted') : 'unchanged'
    return { store, state, isGood: isDone }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { store, state: `failed: ${message}`, isGood: false }
  }
}

async function show(console: Console, named: string, options: TrustOptions): Promise<void> {
  const { anchor, found } = await findAll(console, named, options)
  await tellAnchor(console, anchor)
  const told: Told[] = []
  for (const store of found) {
    const isGood = await store.isTrusted(anchor)
    told.push({ store, state: isGood ? 'trusted' : 'not trusted', isGood })
  }
  await report(console, anchor, told)
}

async function findAll(
  console: Console,
  named: string,
  options: TrustOptions,
): Promise<{ anchor: Anchor; found: readonly TrustStore[] }> {
  const [{ findAnchor }, { findStores }, { thisHost }] = await Promise.all([
    import('../trust-stores/anchor.ts'),
    import('../trust-stores/find-stores.ts'),
    import('../trust-stores/host.ts'),
  ])
  const anchor = await findAnchor(console, named, options.fingerprint)
  const found = await findStores(thisHost(console), kindsOf(options))
  if (found.length > 0) return { anchor, found }
  throw new Refusal(
    'no such store was found on this machine',
    'known are the stores of Linux, macOS and Windows, NSS profiles of this user, and Java',
  )
}

/** All, unless some are named. */
function kindsOf({ system, nss, java }: TrustOptions): ReadonlySet<TrustStore['kind']> {
  const named = { system, nss, java }
  const kinds = (['system', 'nss', 'java'] as const).filter((kind) => named[kind] === true)
  return new Set(kinds.length > 0 ? kinds : ['system', 'nss', 'java'])
}

async function tellAnchor(console: Console, { certificate, fingerprint }: Anchor): Promise<void> {
  const { nameToString } = await import('@certman/x509')
  console.say(`Root:    ${plain(nameToString(certificate.subject))}`)
  console.say(`Valid:   until ${certificate.notAfter.toISOString()}`)
  console.say(`SHA-256: ${fingerprint}`)
}

async function report(console: Console, anchor: Anchor, told: readonly Told[]): Promise<void> {
  await console.report({
    json: {
      fingerprint: anchor.fingerprint,
      stores: told.map(({ store: { kind, title }, state }) => ({ kind, title, state })),
    },
    text: table(
      ['KIND', 'STORE', 'STATE'],
      told.map(({ store, state }) => [store.kind, plain(store.title), plain(state)]),
    ),
  })
  if (told.some(({ isGood }) => !isGood)) console.exit(1)
}
