import type { Command } from 'commander'
import type { Console } from './console.ts'

export function addStart(program: Command, console: Console): void {
  program
    .command('start')
    .description('start the server; on an empty data directory, make an instance first')
    .action(async () => {
      const { serve } = await import('../serve.ts')
      await serve(console.variables)
    })
}
