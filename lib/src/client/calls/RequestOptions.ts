import type { SpaceAuthorization } from '../../wire/space.ts'

/** What every request takes beside its own parameters. */
export type RequestOptions = { signal?: AbortSignal | undefined }

/** What a request takes that only a space's admins may make. */
export type Authorized = { authorization: SpaceAuthorization } & RequestOptions
