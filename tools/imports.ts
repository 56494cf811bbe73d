import { parseSync, Visitor } from 'oxc-parser'

/** One import of a source file, in whatever form it is written. */
export interface Import {
  readonly specifier: string
  /** From 1. */
  readonly line: number
  /** Whether it is erased before running: nothing but types comes through it. */
  readonly typeOnly: boolean
}

/**
 * Every import of a TypeScript source: statements, re-exports, `import()` in code and in types, and the
 * `new URL('./worker.ts', import.meta.url)` by which a thread is started.
 * @throws Error when the source does not parse, or an `import()` names no literal
 */
export function importsOf(path: string, source: string): Import[] {
  const { module, program, errors } = parseSync(path, source)
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`)
  const found: { specifier: string; offset: number; typeOnly: boolean }[] = []

  for (const { entries, moduleRequest, start } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every(({ isType }) => isType)
    found.push({ specifier: moduleRequest.value, offset: start, typeOnly })
  }
  for (const { entries, start } of module.staticExports) {
    for (const request of new Set(entries.map(({ moduleRequest }) => moduleRequest?.value))) {
      if (request === undefined) continue
      const own = entries.filter(({ moduleRequest }) => moduleRequest?.value === request)
      found.push({ specifier: request, offset: start, typeOnly: own.every(({ isType }) => isType) })
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const literal = /^(['"])(.*)\1$/s.exec(source.slice(moduleRequest.start, moduleRequest.end))
    if (literal?.[2] === undefined) throw new Error(`${path}: an import() of no literal`)
    found.push({ specifier: literal[2], offset: start, typeOnly: false })
  }
  new Visitor({
    TSImportType(node) {
      found.push({ specifier: node.source.value, offset: node.start, typeOnly: true })
    },
    NewExpression(node) {
      const [target, base] = node.arguments
      const isThread =
        node.callee.type === 'Identifier' &&
        node.callee.name === 'URL' &&
        target?.type === 'Literal' &&
        typeof target.value === 'string' &&
        target.value.endsWith('.ts') &&
        base !== undefined
      if (isThread) found.push({ specifier: target.value, offset: node.start, typeOnly: false })
    },
  }).visit(program)

  return found.map(({ specifier, offset, typeOnly }) => ({
    specifier,
    line: source.slice(0, offset).split('\n').length,
    typeOnly,
  }))
}
