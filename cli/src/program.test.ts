import type { Command } from 'commander'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createConsole } from './console.ts'
import { createProgram } from './program.ts'

function allCommands(command: Command, path: string): [string, Command][] {
  const own: [string, Command] = [path, command]
  return [own, ...command.commands.flatMap((sub) => allCommands(sub, `${path} ${sub.name()}`))]
}

const nowhere = (): PassThrough => new PassThrough().resume()

function helpOf(command: Command): string {
  let help = ''
  command.configureOutput({ writeOut: (text) => (help += text) })
  command.outputHelp()
  return help
}

const program = createProgram(
  createConsole(
    {
      variables: {},
      input: nowhere(),
      output: nowhere(),
      talk: nowhere(),
      home: '/nowhere',
      fetch: globalThis.fetch,
      now: Date.now,
    },
    () => ({}),
    () => {},
  ),
)

const commands = allCommands(program, 'certman').filter(
  ([path, { commands }]) => path === 'certman' || commands.length === 0,
)

test('there are commands', () => {
  expect(commands.length).toBeGreaterThan(20)
})

test.each(commands)('%s has examples that are called as they are written', (path, command) => {
  const examples = [...helpOf(command).matchAll(/^ {2}\$ (.*)$/gm)].map(([, line]) => line ?? '')
  expect(examples.length).toBeGreaterThan(0)
  expect(examples.some((line) => path === 'certman' || line.includes(path))).toBe(true)
  const known = new Set([...command.options, ...program.options].map(({ long }) => long))
  for (const line of examples.filter((line) => line.includes(path) && path !== 'certman')) {
    const own = line.slice(line.indexOf(path)).split(/[|&;<>]/)[0] ?? ''
    for (const [option] of own.matchAll(/(?<=\s)--[a-z-]+/g)) expect(known).toContain(option)
  }
})
