import { crc32, inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const STORED = 0

/** The files of a ZIP archive by its central directory (APPNOTE §4.3.12). @throws when a checksum does not fit */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('this is no ZIP archive')
  let place = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(place) !== ENTRY) throw new Error('the central directory is damaged')
    const nameLength = archive.readUInt16LE(place + 28)
    const name = archive.toString('utf8', place + 46, place + 46 + nameLength)
    const local = archive.readUInt32LE(place + 42)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const packed = archive.subarray(start, start + archive.readUInt32LE(place + 20))
    const isStored = archive.readUInt16LE(place + 10) === STORED
    const content = isStored ? packed : inflateRawSync(packed)
    if (crc32(content) !== archive.readUInt32LE(place + 16)) throw new Error(`${name} is damaged`)
    files.set(name, content)
    place += 46 + nameLength + archive.readUInt16LE(place + 30) + archive.readUInt16LE(place + 32)
  }
  return files
}
