import type { Command } from 'commander'
import { readConfigFile, writeConfigFile } from '../config-file.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'

export function addLogout(program: Command, console: Console): void {
  const command = program
    .command('logout')
    .description('Remove the API key from ~/.certman/config.json')
    .action(() => {
      const { apiKey: _, ...kept } = readConfigFile(console.home)
      writeConfigFile(console.home, kept)
      console.tell('API key removed from ~/.certman/config.json')
    })
  addExamples(command, 'certman logout')
}
