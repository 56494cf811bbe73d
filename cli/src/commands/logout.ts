import type { Command } from 'commander'
import { readConfigFile, writeConfigFile } from '../config-file.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'

export function addLogout(program: Command, console: Console): void {
  const command = program
    .command('logout')
    .description('Remove the API key from ~/.certman/config.json, and end what was signed in for')
    .action(async () => {
      const { apiKey: _, grants, ...kept } = readConfigFile(console.home)
      if (grants !== undefined) {
        const { endGrants } = await import('../oauth/session.ts')
        await endGrants(console)
      }
      writeConfigFile(console.home, kept)
      console.tell(
        grants === undefined
          ? 'API key removed from ~/.certman/config.json'
          : 'Signed out, and API key removed from ~/.certman/config.json',
      )
    })
  addExamples(command, 'certman logout')
}
