import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { asSentence } from '../../../api/api-error.ts'
import { useRead } from '../../../api/queries.ts'
import { useWorkspace } from '../../../workspace.ts'
import { issuingAuthorities, useAuthorities, usualAuthority } from '../use-authorities.ts'
import { kindOf } from './names-field.tsx'
import type { Input } from '../../../api/call.ts'
import type { Algorithm, Preview } from '../types.ts'
import type { Authority } from '../use-authorities.ts'
import type { DescribedRequest } from './csr-field.tsx'
import type { ShownName } from './names-field.tsx'

export interface IssueForm {
  readonly caId: string
  readonly mode: 'managed' | 'csr'
  readonly commonName: string
  readonly names: readonly string[]
  readonly keyAlgorithm: Algorithm
  readonly days: string
  readonly csrPem: string
  readonly request: DescribedRequest | undefined
  readonly passphrase: string
}

type Body = Omit<Input<'issueCertificate'>['body'], 'caPassphrase'>

const PREVIEW_MILLISECONDS = 300

/** Private certificates may live for a year; a quarter is what keeps renewing in practice. */
const USUAL_DAYS = '90'

const EMPTY: Omit<IssueForm, 'days'> = {
  caId: '',
  mode: 'managed',
  commonName: '',
  names: [],
  keyAlgorithm: 'ECDSA-P256',
  csrPem: '',
  request: undefined,
  passphrase: '',
}

export interface IssueFormState {
  readonly form: IssueForm
  readonly set: (change: Partial<IssueForm>) => void
  /** Whether something would be lost by closing. */
  readonly isTouched: boolean
  readonly usable: readonly Authority[] | undefined
  readonly authority: Authority | undefined
  readonly body: Body
  readonly preview: Preview | undefined
  readonly shownNames: readonly ShownName[]
  /** What the preview holds against a field. */
  readonly problemOf: (field: string) => string | undefined
}

/** What is filled in, and what the server says it would come to, asked while one types. */
export function useIssueForm(wantedAuthority: string): IssueFormState {
  const { id: workspaceId } = useWorkspace()
  const { all } = useAuthorities()
  const { data: settings } = useRead('getWorkspace', { path: { workspaceId } })
  const { default_ca_id: defaultId, default_validity_days: defaultDays } = settings?.workspace ?? {}
  const [given, setGiven] = useState<Partial<IssueForm>>({ caId: wantedAuthority })
  const [isTouched, setIsTouched] = useState(false)
  const form = useMemo(
    () => ({ ...EMPTY, days: String(defaultDays ?? USUAL_DAYS), ...given }),
    [defaultDays, given],
  )
  const usable = issuingAuthorities(all)
  const authority =
    usable?.find(({ id }) => id === form.caId) ??
    usable?.find(({ id }) => id === defaultId) ??
    (usable && usualAuthority(usable))
  const body = useMemo(() => bodyOf(form, authority?.id ?? ''), [form, authority?.id])
  const asked = useSettled(useDeferredValue(body))
  const isAskable =
    asked.caId !== '' && (asked.mode === 'csr' ? form.request !== undefined : hasNames(asked))
  const { data: preview } = useRead(
    'previewCertificate',
    { path: { workspaceId }, body: asked },
    { enabled: isAskable, keepPrevious: true },
  )
  const current = isAskable ? preview : undefined
  return {
    form,
    set: (change) => {
      setIsTouched(true)
      setGiven((before) => ({ ...before, ...change }))
    },
    isTouched,
    usable,
    authority,
    body,
    preview: current,
    shownNames: shownNames(form, asked, current),
    problemOf: (field) => problemIn(current, field),
  }
}

function problemIn(preview: Preview | undefined, field: string): string | undefined {
  const found = preview?.problems.find((problem) => problem.field === field)
  return found && asSentence(found.message)
}

const hasNames = ({ commonName, sanDns = [], sanIp = [] }: Body): boolean =>
  commonName !== undefined || sanDns.length + sanIp.length > 0

function bodyOf(form: IssueForm, caId: string): Body {
  const { names, mode, days } = form
  // A first alternative name stands in where there is no common name.
  const commonName = form.commonName.trim() || (mode === 'managed' ? names[0] : undefined)
  const sanDns = names.filter((name) => kindOf(name) === 'dns')
  const sanIp = names.filter((name) => kindOf(name) === 'ip')
  return {
    caId,
    mode,
    ...(commonName === undefined ? {} : { commonName }),
    ...(names.length === 0 ? {} : { sanDns, sanIp }),
    ...(mode === 'managed' ? { keyAlgorithm: form.keyAlgorithm } : { csrPem: form.csrPem }),
    ...(days === '' ? {} : { validityDays: Number(days) }),
  }
}

/** The names as chips; the common name first where it becomes one of them by itself. */
function shownNames(form: IssueForm, asked: Body, preview: Preview | undefined): ShownName[] {
  const given = form.names.map((typed): ShownName => {
    const kind = kindOf(typed)
    const list = kind === 'dns' ? asked.sanDns : asked.sanIp
    const place = list?.indexOf(typed) ?? -1
    const field = `${kind === 'dns' ? 'sanDns' : 'sanIp'}[${place}]`
    const made = (kind === 'dns' ? preview?.sanDns : preview?.sanIp)?.[place]
    const problem = problemIn(preview, field)
    return { typed, kind, normalized: made ?? undefined, problem }
  })
  const added = addedNames(form, preview)
  return [...added, ...given]
}

function addedNames(form: IssueForm, preview: Preview | undefined): ShownName[] {
  const known = new Set([...(preview?.sanDns ?? []), ...(preview?.sanIp ?? [])])
  const all = [...(preview?.names?.sanDns ?? []), ...(preview?.names?.sanIp ?? [])]
  if (form.mode === 'csr' && form.names.length === 0) {
    return all.map((name) => ofCommonName(name, name))
  }
  const commonName = form.commonName.trim()
  return all
    .filter((name) => !known.has(name))
    .map((name) => ofCommonName(commonName === '' ? name : commonName, name))
}

const ofCommonName = (typed: string, normalized: string): ShownName => ({
  typed,
  kind: kindOf(normalized),
  normalized,
  isOfCommonName: true,
})

/** The value when it has not changed for a moment. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PREVIEW_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
