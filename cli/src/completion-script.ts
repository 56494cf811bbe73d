import type { Command } from 'commander'

/** What may follow some words: the commands and options there are at that place. */
interface Place {
  /** Such as `cert issue`; empty for the program itself. */
  readonly words: string
  readonly commands: readonly { readonly name: string; readonly about: string }[]
  readonly options: readonly { readonly name: string; readonly about: string }[]
}

/** A script for the shell, made from the commands as they are declared. */
export function completionFor(program: Command, shell: 'bash' | 'zsh' | 'fish'): string {
  const places = placesOf(program, '', program)
  if (shell === 'fish') return fish(places)
  return shell === 'bash' ? bash(places) : zsh(places)
}

function placesOf(command: Command, words: string, program: Command): Place[] {
  const options = [...command.options, ...(command === program ? [] : program.options)]
  const place = {
    words,
    commands: command.commands.map((sub) => ({ name: sub.name(), about: sub.description() })),
    options: [...options, { long: '--help', description: 'display help' }].flatMap(
      ({ long, description }) => (long ? [{ name: long, about: description }] : []),
    ),
  }
  const below = command.commands.flatMap((sub) =>
    placesOf(sub, `${words} ${sub.name()}`.trim(), program),
  )
  return [place, ...below]
}

/** Both shells keep the words that are commands, look up what may follow them, and fall back on files. */
function bash(places: readonly Place[]): string {
  return `_certman() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) case " ${commandNames(places)} " in *" $word "*) words="\${words:+$words }$word" ;; esac ;; esac
  done
  local choices=""
  case "$words" in
${places.map((place) => `    '${place.words}') choices='${choicesOf(place)}' ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _certman certman`
}

function zsh(places: readonly Place[]): string {
  return `#compdef certman
_certman() {
  local known=' ${commandNames(places)} ' found='' word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $known == *" $word "* ]] && found="\${found:+$found }$word"
  done
  case $found in
${places.map((place) => `    '${place.words}') compadd -- ${choicesOf(place)} ;;`).join('\n')}
  esac
  _files
}
compdef _certman certman`
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ words, commands, options }) => {
    const condition =
      words === ''
        ? '__fish_use_subcommand'
        : `__fish_seen_subcommand_from ${words.split(' ').at(-1)}`
    const parents = words.split(' ').slice(0, -1)
    const whole = [...parents.map((word) => `__fish_seen_subcommand_from ${word}`), condition]
    const start = `complete -c certman -n '${whole.join('; and ')}'`
    return [
      ...commands.map(({ name, about }) => `${start} -f -a ${name} -d '${quoted(about)}'`),
      ...options.map(({ name, about }) => `${start} -l ${name.slice(2)} -d '${quoted(about)}'`),
    ]
  })
  return lines.join('\n')
}

function choicesOf({ commands, options }: Place): string {
  return [...commands, ...options].map(({ name }) => name).join(' ')
}

function commandNames(places: readonly Place[]): string {
  return [...new Set(places.flatMap(({ commands }) => commands.map(({ name }) => name)))].join(' ')
}

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
