import { Argument, type Command } from 'commander'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

type Shell = (typeof SHELLS)[number]

export function addCompletion(program: Command, console: Console): void {
  const command = program
    .command('completion')
    .description('Print what makes a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'which one').choices(SHELLS))
    .action((shell: Shell) => printCompletion(console, program, shell))
  addExamples(
    command,
    'certman completion bash > /etc/bash_completion.d/certman',
    'certman completion zsh > "${fpath[1]}/_certman"',
    'certman completion fish > ~/.config/fish/completions/certman.fish',
  )
}

async function printCompletion(console: Console, program: Command, shell: Shell): Promise<void> {
  const { completionFor } = await import('../completion-script.ts')
  const script = completionFor(program, shell)
  await console.report({ json: { shell, script }, text: script })
}
