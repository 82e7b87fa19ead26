import type {
  SpaceProfile,
  WireSpace,
  WireSpaceProfileBody,
  WireSpaceRegistrationBody,
} from '../wire/space.ts'
import { wireSpace, wireSpaceProfile } from '../wire/space.ts'
import { type SignSpaceRequestParameters, signSpaceRequest } from './signSpaceRequest.ts'

/** What {@link signSpaceProfile} takes. */
export type SignSpaceProfileParameters = Omit<SignSpaceRequestParameters, 'action' | 'content'> & {
  profile: SpaceProfile
}

/**
 * Signs what a DAO says about itself, for `setSpaceProfile` of a server's client.
 * @throws {z.ZodError} when the profile has the wrong form.
 * @example
 * const profile = { name: 'The Garden', links: { forum: 'https://forum.example' } }
 * await signSpaceProfile({ signer, server: 'https://vote.example', space, profile })
 */
export async function signSpaceProfile({
  profile,
  ...parameters
}: SignSpaceProfileParameters): Promise<WireSpaceProfileBody> {
  const content = wireSpaceProfile.parse(profile)
  const authorization = await signSpaceRequest({ ...parameters, action: 'set profile', content })
  return { profile: content, authorization }
}

/** What {@link signSpaceRegistration} takes. */
export type SignSpaceRegistrationParameters = Omit<SignSpaceProfileParameters, 'space'> & {
  space: WireSpace
}

/**
 * Signs that a server may host a DAO, for `registerSpace` of its client.
 * @throws {z.ZodError} when space or profile have the wrong form.
 */
export async function signSpaceRegistration({
  profile,
  space,
  ...parameters
}: SignSpaceRegistrationParameters): Promise<WireSpaceRegistrationBody> {
  const content = { space: wireSpace.parse(space), profile: wireSpaceProfile.parse(profile) }
  const authorization = await signSpaceRequest({
    ...parameters,
    space: content.space,
    action: 'register space',
    content,
  })
  return { ...content, authorization }
}
