import { Refusal } from './refusal.ts'

/** There is no such file, host or certificate. */
export class MissingSubject extends Refusal {}
