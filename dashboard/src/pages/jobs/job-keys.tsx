import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Notice } from '../../kit/states.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { saveZip } from '../certificates/files/make-files.ts'
import { deliveryKeyOf, forgetDeliveryKey, openSealed } from './delivery-key.ts'
import type { ReactNode } from 'react'
import type { Material } from '../certificates/files/make-files.ts'
import type { Job, JobItem } from './use-job.ts'

const AT_ONCE = 500

/** The new private keys of a job: opened here, saved with their certificates, then forgotten everywhere. */
export function JobKeys({ job, items }: { job: Job; items: readonly JobItem[] }): ReactNode {
  const { t } = useTexts('jobs')
  const { id: workspaceId } = useWorkspace()
  const [isSaved, setIsSaved] = useState(false)
  const [isSaving, setIsSaving] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const publicKey = job.delivery_key ?? ''
  const key = useQuery({
    queryKey: ['deliveryKey', publicKey],
    queryFn: async () => (await deliveryKeyOf(publicKey)) ?? null,
  })
  const forget = useAct('forgetJobKeys', {
    refreshes: ['listJobItems'],
    toastsErrors: true,
    onDone: () => {
      void forgetDeliveryKey(publicKey)
      toast.success(t('keys.forgotten'))
    },
  })
  const sealed = items.filter(({ sealed_key }) => sealed_key !== null)
  if (sealed.length === 0) return null
  if (key.data === null) return <Notice tone="warn">{t('keys.elsewhere')}</Notice>
  const save = async (privateKey: CryptoKey): Promise<void> => {
    setIsSaving(true)
    try {
      await saveZip(
        `renewed-${job.id.slice(0, 8)}`,
        await openAll(workspaceId, job, sealed, privateKey),
      )
      setIsSaved(true)
    } catch (error) {
      toast.error(error)
    } finally {
      setIsSaving(false)
    }
  }
  const forgetNow = (): void => {
    setIsAsking(false)
    forget.mutate({ path: { workspaceId, id: job.id } })
  }
  return (
    <Card title={t('keys.title', { count: sealed.length })} description={t('keys.text')}>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          busy={isSaving || key.data === undefined}
          onClick={() => {
            if (key.data) void save(key.data)
          }}
        >
          {t('keys.save')}
        </Button>
        <Button busy={forget.isPending} onClick={() => (isSaved ? forgetNow() : setIsAsking(true))}>
          {t('keys.forget')}
        </Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        danger
        title={t('keys.guardTitle')}
        action={t('keys.guardAction')}
        onClose={() => setIsAsking(false)}
        onConfirm={forgetNow}
      >
        {t('keys.guardText')}
      </ConfirmDialog>
    </Card>
  )
}

async function openAll(
  workspaceId: string,
  job: Job,
  items: readonly JobItem[],
  privateKey: CryptoKey,
): Promise<readonly Material[]> {
  const materials: Material[] = []
  for (let place = 0; place < items.length; place += AT_ONCE) {
    const some = items.slice(place, place + AT_ONCE)
    const ids = some.flatMap(({ result_id }) => (result_id === null ? [] : [result_id]))
    const { certificates, chains } = await call('getCertificatePems', {
      path: { workspaceId },
      body: { ids },
    })
    const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]))
    for (const { position, result_id, sealed_key } of some) {
      const certificate = byId.get(result_id ?? '')
      if (certificate === undefined || sealed_key === null) continue
      materials.push({
        commonName: certificate.common_name,
        certificatePem: certificate.certificate_pem,
        chainPem: chains[certificate.ca_id] ?? [],
        privateKeyPem: await openSealed(privateKey, sealed_key, `${job.id} ${position}`),
      })
    }
  }
  return materials
}
