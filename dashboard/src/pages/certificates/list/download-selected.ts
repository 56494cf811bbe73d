import { call } from '../../../api/call.ts'
import { saveZip } from '../files/make-files.ts'

const AT_ONCE = 500

/** Several certificates with their chains as one ZIP, made in this browser. */
export async function downloadSelected(
  workspaceId: string,
  ids: readonly string[],
  name: string,
): Promise<number> {
  const materials = []
  for (let place = 0; place < ids.length; place += AT_ONCE) {
    const { certificates, chains } = await call('getCertificatePems', {
      path: { workspaceId },
      body: { ids: ids.slice(place, place + AT_ONCE) },
    })
    for (const { common_name, certificate_pem, ca_id } of certificates) {
      const chainPem = chains[ca_id] ?? []
      materials.push({ commonName: common_name, certificatePem: certificate_pem, chainPem })
    }
  }
  await saveZip(name, materials)
  return materials.length
}
