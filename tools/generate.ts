import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { renderConsoleOpenApi, renderOpenApi } from './write-openapi.ts'
import { renderConfigurationDocument } from './write-configuration.ts'
import { CONSOLE_WIRE, renderConsoleTypes } from './write-console-client.ts'
import { renderSdkTypes } from './write-sdk-types.ts'
import { ROOT } from './run.ts'

/**
 * `npm run generate` writes what is derived from the sources and committed beside them; with `--check` it writes
 * nothing, and fails when a committed file is not what the sources say.
 */
const GENERATED: Readonly<Record<string, string>> = {
  'api/openapi.json': renderOpenApi(),
  'api/console-openapi.json': renderConsoleOpenApi(),
  'docs/configuration.md': renderConfigurationDocument(),
  'sdk/src/wire.gen.ts': renderSdkTypes(),
  ...renderConsoleTypes(),
}

const checks = process.argv.includes('--check')

for (const [name, text] of Object.entries(GENERATED)) {
  const path = join(ROOT, name)
  const current = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  if (current === text) {
    console.log(`${name} is up to date`)
  } else if (checks) {
    console.error(`${name} is not what the sources say: npm run generate`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`${name} written`)
  }
}

/** Of a tag that no operation has any more. */
for (const name of readdirSync(join(ROOT, CONSOLE_WIRE))) {
  const path = `${CONSOLE_WIRE}/${name}`
  if (path in GENERATED) continue
  if (checks) {
    console.error(`${path} is written by nobody any more: npm run generate`)
    process.exitCode = 1
  } else {
    rmSync(join(ROOT, path))
    console.log(`${path} removed`)
  }
}
