import { readFile } from 'node:fs/promises'
import { Refusal } from '../refusal.ts'

/** @param text `user` or `user:group`, names or numbers @throws Refusal for a name that the system does not know */
export async function ownerOf(text: string): Promise<{ uid: number; gid: number }> {
  const [user = '', group] = text.split(':')
  const account = await lineOf('/etc/passwd', user)
  const uid = numberFrom(account?.[2] ?? user, user)
  if (group !== undefined) {
    const found = await lineOf('/etc/group', group)
    return { uid, gid: numberFrom(found?.[2] ?? group, group) }
  }
  return { uid, gid: numberFrom(account?.[3] ?? user, user) }
}

/** The fields of the line that begins with the name (passwd(5), group(5)). */
async function lineOf(path: string, name: string): Promise<string[] | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .find(([first]) => first === name)
}

function numberFrom(text: string, name: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text)
  throw new Refusal(`this system knows no "${name}"`, 'owner takes user:group, names or numbers')
}
