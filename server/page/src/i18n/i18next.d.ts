import type audit from '../locales/en/audit.json'
import type ballot from '../locales/en/ballot.json'
import type calls from '../locales/en/calls.json'

import type common from '../locales/en/common.json'
import type connection from '../locales/en/connection.json'
import type custody from '../locales/en/custody.json'
import type editor from '../locales/en/editor.json'
import type enrolment from '../locales/en/enrolment.json'
import type failures from '../locales/en/failures.json'
import type identity from '../locales/en/identity.json'
import type proposal from '../locales/en/proposal.json'
import type secrecy from '../locales/en/secrecy.json'
import type spaces from '../locales/en/spaces.json'
import type tally from '../locales/en/tally.json'
import type trustees from '../locales/en/trustees.json'
import type voting from '../locales/en/voting.json'
import type wallet from '../locales/en/wallet.json'
import type watch from '../locales/en/watch.json'

// The English files say which sentences there are, so that a wrong key does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: {
      ballot: typeof ballot
      calls: typeof calls
      audit: typeof audit
      common: typeof common
      connection: typeof connection
      custody: typeof custody
      editor: typeof editor
      enrolment: typeof enrolment
      failures: typeof failures
      identity: typeof identity
      proposal: typeof proposal
      secrecy: typeof secrecy
      spaces: typeof spaces
      tally: typeof tally
      trustees: typeof trustees
      voting: typeof voting
      wallet: typeof wallet
      watch: typeof watch
    }
  }
}
