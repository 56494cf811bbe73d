import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { withFile } from './system-stores.ts'
import { NOT_INSTALLED, runOrThrow } from './trust-store.ts'
import type { TrustHost, TrustStore } from './trust-store.ts'

/** The password with which every JDK is delivered; it protects nothing. */
const STORE = ['-cacerts', '-storepass', 'changeit']

/** The roots of the Java that JAVA_HOME names, or that the shell would run; none where there is none. */
export async function javaStore(host: TrustHost): Promise<TrustStore | undefined> {
  const keytool = keytoolOf(host)
  const { code } = await host.run(keytool, ['-help'])
  if (code === NOT_INSTALLED) return undefined
  return {
    kind: 'java',
    title: host.variables['JAVA_HOME'] ?? 'cacerts',
    async isTrusted({ name }) {
      return (await host.run(keytool, ['-list', ...STORE, '-alias', name])).code === 0
    },
    install: (anchor) =>
      withFile(anchor, async (path) => {
        const words = ['-importcert', '-noprompt', ...STORE, '-alias', anchor.name, '-file', path]
        await runOrThrow(host, keytool, words)
      }),
    async uninstall({ name }) {
      await runOrThrow(host, keytool, ['-delete', ...STORE, '-alias', name])
    },
  }
}

function keytoolOf({ variables, root, platform }: TrustHost): string {
  const home = variables['JAVA_HOME']
  const program = platform === 'win32' ? 'keytool.exe' : 'keytool'
  if (home === undefined || home === '') return 'keytool'
  const path = join(root + home, 'bin', program)
  return existsSync(path) ? path : 'keytool'
}
