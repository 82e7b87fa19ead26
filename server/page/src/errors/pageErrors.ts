import type { IDKitErrorCodes } from '@worldcoin/idkit'

/** The browser keeps nothing for this page: private browsing, a policy, or no space left. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError'

  constructor(options?: ErrorOptions) {
    super('The browser does not let this page keep anything.', options)
  }
}

/** A part of the page could not be loaded. */
export class PartUnavailableError extends Error {
  override readonly name = 'PartUnavailableError'
  /** Whether there is no way to the server, or it answers, but not with that part. */
  readonly reason: 'unreachable' | 'missing'

  constructor(reason: 'unreachable' | 'missing', options?: ErrorOptions) {
    super(`A part of the page could not be loaded: it is ${reason}.`, options)
    this.reason = reason
  }
}

/** A part of the page is gone, because the server has a newer build of it. */
export class PageOutdatedError extends Error {
  override readonly name = 'PageOutdatedError'

  constructor(options?: ErrorOptions) {
    super('The server has a newer build of this page.', options)
  }
}

/** World ID's app, or IDKit on its behalf, ended a request without a proof. */
export class WorldIdFailedError extends Error {
  override readonly name = 'WorldIdFailedError'
  readonly code: `${IDKitErrorCodes}`

  constructor(code: `${IDKitErrorCodes}`) {
    super(`World ID ended the request: ${code}.`)
    this.code = code
  }
}

/** Somebody names a revision of an earlier ballot that leaves the person none to change their vote with. */
export class RevisionUnbelievableError extends Error {
  override readonly name = 'RevisionUnbelievableError'

  constructor() {
    super('The revision that is said to be held cannot be followed.')
  }
}

/** A passkey, a wallet or a file gives another identity than the one that is needed here. */
export class OtherIdentityError extends Error {
  override readonly name = 'OtherIdentityError'

  constructor() {
    super('This is another identity.')
  }
}

/** A wallet's account is another than the one that was invited as a trustee. */
export class OtherAccountError extends Error {
  override readonly name = 'OtherAccountError'

  constructor() {
    super('This is another account than was invited.')
  }
}
