import { parseCertificate, parseRevocationList, verifyRevocationList } from '@certman/x509'
import type { RevocationList, Verify } from '@certman/x509'
import type { Fetched } from './fetch.ts'
import { faultOfAge, reasonOf, type Life, type ProbeFault } from './fault.ts'
import type { Target } from './target.ts'

/** What was found at an address. */
export interface Observation {
  readonly target: Target
  /** Of a list, or of the certificate of an OCSP responder; undefined: nothing that could be believed. */
  readonly life: Life | undefined
  /** Of a list that could be believed. */
  readonly number?: number
  readonly fault: ProbeFault | undefined
}

/** A list that was verified when it was fetched: while the server says that it is the same, only its age can change. */
export interface KnownList {
  readonly etag: string | undefined
  readonly number: number
  readonly life: Life
}

/** Judges a list as it was fetched (RFC 5280 §6.3.3). */
export function checkList(
  target: Target,
  fetched: Fetched,
  known: KnownList | undefined,
  { verify, now }: { readonly verify: Verify; readonly now: number },
): { readonly observation: Observation; readonly known: KnownList | undefined } {
  const failed = (kind: ProbeFault['kind'], detail: string): ReturnType<typeof checkList> => ({
    observation: { target, life: undefined, fault: { kind, detail } },
    known: undefined,
  })
  const judged = (list: KnownList): ReturnType<typeof checkList> => ({
    observation: {
      target,
      life: list.life,
      number: list.number,
      fault: faultOfAge('the list', list.life, now),
    },
    known: list,
  })
  if (fetched.status === 304 && known !== undefined) return judged(known)
  if (fetched.status !== 200) return failed('httpStatus', `it answered ${fetched.status}`)
  try {
    const list = parseRevocationList(fetched.octets)
    if (!verifyRevocationList(list, parseCertificate(target.certificate), verify))
      return failed('badSignature', 'the list is not one that this CA signed')
    if (list.nextUpdate === undefined) return failed('malformed', 'the list has no nextUpdate')
    if (target.shard > 0 && !namesItsAddress(list, target.url))
      return failed('wrongAnswer', 'the list does not name the address that certificates carry')
    const life = { from: list.thisUpdate.getTime(), to: list.nextUpdate.getTime() }
    return judged({ etag: fetched.etag, number: Number(list.number ?? 0n), life })
  } catch (error) {
    return failed('malformed', reasonOf(error))
  }
}

/** RFC 5280 §6.3.3 (b)(2)(i): a partition counts for the certificates whose distribution point it names. */
function namesItsAddress({ distributionPoint }: RevocationList, url: string): boolean {
  const names = distributionPoint?.fullName ?? []
  return names.some((name) => name.type === 'uri' && name.value === url)
}
