import { Link } from '@tanstack/react-router'
import { Download, ShieldCheck } from 'lucide-react'
import { Button } from '../../../kit/button.tsx'
import { Card } from '../../../kit/card.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Time } from '../../../kit/time.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { fileNameOf, saveFile } from '../files/save-file.ts'
import type { ReactNode } from 'react'
import type { CertificateDetail } from '../types.ts'

const TYPE = 'application/pem-certificate-chain'

/** From the certificate up to the root. */
export function ChainTab({
  detail: { certificate, chain },
}: {
  detail: CertificateDetail
}): ReactNode {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  const links = [
    {
      key: certificate.id,
      name: certificate.common_name,
      caId: undefined,
      role: t('chain.leaf'),
      from: certificate.valid_from,
      to: certificate.valid_to,
      pem: certificate.certificate_pem,
    },
    ...chain.map((authority, place) => ({
      key: authority.ca_id,
      name: authority.name,
      caId: authority.ca_id,
      role: t(place === chain.length - 1 ? 'chain.root' : 'chain.intermediate'),
      from: authority.valid_from,
      to: authority.valid_to,
      pem: authority.certificate_pem,
    })),
  ]
  return (
    <ol className="flex max-w-3xl flex-col gap-3">
      {links.map(({ key, name, caId, role, from, to, pem }) => (
        <li key={key}>
          <Card>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <ShieldCheck aria-hidden className="size-5 shrink-0 text-ink-faint" />
              <div className="min-w-0 flex-1 basis-56">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {caId === undefined ? (
                    <span className="break-all">{name}</span>
                  ) : (
                    <Link
                      to="/w/$slug/authorities/$authorityId"
                      params={{ slug, authorityId: caId }}
                      className="hover:underline"
                    >
                      {name}
                    </Link>
                  )}
                  <Pill>{role}</Pill>
                </p>
                <p className="text-sm text-ink-soft">
                  <Time at={from} show="date" /> – <Time at={to} show="date" />
                </p>
              </div>
              <Button
                size="sm"
                icon={<Download aria-hidden className="size-4" />}
                aria-label={`PEM, ${name}`}
                onClick={() => saveFile(`${fileNameOf(name)}.pem`, `${pem}\n`, TYPE)}
              >
                PEM
              </Button>
            </div>
          </Card>
        </li>
      ))}
    </ol>
  )
}
