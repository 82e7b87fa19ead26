import {
  CommitteeMalformedError,
  hashCommittee,
  type RegisteredCommittee,
  ServerUnavailableError,
  wireRegisteredCommittee,
} from '@psephos/lib'

/** What {@link readServerCommittee} takes. */
export interface ReadServerCommitteeParameters {
  readonly server: string
  /** The committee's id. */
  readonly committee: string
  readonly signal: AbortSignal
}

/**
 * Returns a committee as a server has it, which is not believed: what it says must hash to the id.
 * @throws ServerUnavailableError when it does not answer; CommitteeMalformedError when it is another committee.
 */
export async function readServerCommittee({
  server,
  committee,
  signal,
}: ReadServerCommitteeParameters): Promise<RegisteredCommittee> {
  const baseUrl = server.replace(/\/+$/, '')
  const found = await fetchJson(`${baseUrl}/api/v1/committees/${committee}`, baseUrl, signal)
  const parsed = wireRegisteredCommittee.safeParse(found)
  if (!parsed.success) {
    throw new ServerUnavailableError({ baseUrl, reason: 'it gives no committee' })
  }
  if (hashCommittee(parsed.data) !== committee) {
    throw new CommitteeMalformedError({ reason: 'it is not the one that the proposal names' })
  }
  return parsed.data
}

async function fetchJson(url: string, baseUrl: string, signal: AbortSignal): Promise<unknown> {
  try {
    const response = await fetch(url, { signal })
    if (!response.ok) throw new Error(`It answers ${response.status}.`)
    return await response.json()
  } catch (cause) {
    signal.throwIfAborted()
    throw new ServerUnavailableError({ baseUrl, reason: 'it gives no committee' }, { cause })
  }
}
