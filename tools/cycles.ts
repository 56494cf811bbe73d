/**
 * The cycles of a graph of files: its strongly connected components of more than one file, or of one that imports
 * itself (Tarjan, "Depth-first search and linear graph algorithms", 1972). Each is given as a list of its files.
 */
export function findCycles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const cycles: string[][] = []

  function visit(node: string): number {
    let lowest = index.size
    index.set(node, lowest)
    stack.push(node)
    onStack.add(node)
    for (const next of graph.get(node) ?? []) {
      const seen = index.get(next)
      if (seen === undefined) lowest = Math.min(lowest, visit(next))
      else if (onStack.has(next)) lowest = Math.min(lowest, seen)
    }
    if (lowest === index.get(node)) collect(node)
    return lowest
  }

  function collect(root: string): void {
    const component = stack.splice(stack.lastIndexOf(root))
    for (const node of component) onStack.delete(node)
    if (component.length > 1 || graph.get(root)?.has(root)) cycles.push(component)
  }

  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return cycles
}
