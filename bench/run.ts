import { arch, cpus, platform } from 'node:os'
import { measureCommandLine } from './command-line.ts'
import { measureCrl } from './crl.ts'
import { measureEncoding } from './encoding.ts'
import { measureHttp } from './http.ts'
import { measureOcsp } from './ocsp.ts'
import { TELLS_PROCESS_FIGURES } from './process-figures.ts'
import { renderTable } from './table.ts'

const ROUNDS = 7

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${platform()} ${arch()}`
console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${machine}`)
console.log(
  `medians of ${ROUNDS} rounds; each floor is measured beside its subject in every round\n`,
)

console.log(renderTable('One P-256 leaf, CPU, no HTTP and no store', await measureEncoding(ROUNDS)))
console.log(renderTable('Starting the command line', await measureCommandLine(2 * ROUNDS)))
if (TELLS_PROCESS_FIGURES) {
  console.log(
    renderTable(
      'CPU of the server per request over HTTP: durable SQLite, 32 connections',
      await measureHttp(ROUNDS),
    ),
  )
  console.log(renderTable('CPU of the server per OCSP answer', await measureOcsp(ROUNDS)))
  console.log(renderTable('Revocation lists, durable SQLite', await measureCrl(ROUNDS)))
} else {
  console.log('CPU of the server per request: not available on this system (it needs /proc)')
}
