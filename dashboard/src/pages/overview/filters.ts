const DAY = 86_400_000

/** The list of certificates with the filter that the server counted by. */
export function since(at: string, days: number): string {
  return new Date(Date.parse(at) + days * DAY).toISOString()
}

/** Search of the certificates page; it has every member that the server's filter has. */
export type Filter = Readonly<Record<string, string>>
