import { readFileSync } from 'node:fs'
import { Problem } from '../pki/problem.ts'
import { nearest } from './nearest.ts'
import { SETTING_NAMES, SETTINGS, type SettingName } from './settings.ts'

const PREFIX = 'CERTMAN_'
const FILE_SUFFIX = '_FILE'
/** Of the `certman` command line, which people set on the same machine; they mean nothing to the server. */
const OF_THE_CLIENT: readonly string[] = [
  'CERTMAN_API_KEY',
  'CERTMAN_API_URL',
  'CERTMAN_EXIT_CODES',
]

/** The variables of ours that are set, as text; an empty one counts as unset, as Compose files leave it. */
export type Environment = ReadonlyMap<SettingName, string>

/**
 * Takes our variables from the environment, secrets also from the file that `<NAME>_FILE` names.
 * @throws Problem `invalidRequest`, `field` the variable: an unknown name, a secret given twice, a file that cannot be read
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Environment {
  const known = new Map<string, { readonly setting: SettingName; readonly isFile: boolean }>()
  for (const setting of SETTING_NAMES) {
    known.set(setting, { setting, isFile: false })
    if (SETTINGS[setting].secret) known.set(setting + FILE_SUFFIX, { setting, isFile: true })
  }

  const environment = new Map<SettingName, string>()
  for (const [name, given] of Object.entries(variables)) {
    if (!name.startsWith(PREFIX) || given === undefined || OF_THE_CLIENT.includes(name)) continue
    const found = known.get(name)
    if (!found) throw unknownVariable(name, [...known.keys()])
    if (given.trim() === '') continue
    if (environment.has(found.setting)) {
      throw refusal(
        name,
        `${found.setting} and ${found.setting}${FILE_SUFFIX} are both set; keep one of them`,
      )
    }
    environment.set(found.setting, found.isFile ? secretFile(name, given, readFile) : given.trim())
  }
  return environment
}

function secretFile(name: string, path: string, readFile: (path: string) => string): string {
  let text: string
  try {
    text = readFile(path).trim()
  } catch (cause) {
    throw refusal(
      name,
      `${name} names the file ${path}, which cannot be read; check its path and permissions`,
      cause,
    )
  }
  if (text === '')
    throw refusal(name, `${name} names the file ${path}, which is empty; write the secret into it`)
  return text
}

function unknownVariable(name: string, known: readonly string[]): Problem {
  const suggestion = nearest(name, known)
  const hint = suggestion
    ? `did you mean ${suggestion}?`
    : 'docs/configuration.md lists all settings'
  return refusal(name, `there is no setting ${name}; ${hint}`)
}

export function refusal(name: string, message: string, cause?: unknown): Problem {
  return new Problem('invalidRequest', message, { field: name, cause })
}
