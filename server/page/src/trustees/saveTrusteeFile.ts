import { saveFile } from '../identity/saveFile.ts'

/** Hands the trustee's file to the person, under the name that the command line's documents use. */
export function saveTrusteeFile(file: string): void {
  saveFile('me.trustee.json', file)
}
