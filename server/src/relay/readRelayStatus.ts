import type { PrismaClient } from '../generated/prisma/client.ts'
import type { RelayRules } from './RelayRules.ts'
import { readSpending } from './readSpending.ts'

/** What {@link readRelayStatus} takes. */
export interface ReadRelayStatusParameters {
  readonly prisma: PrismaClient
  readonly rules: RelayRules
  readonly spaceId: string
}

/** How a space's relay does; in wei. */
export interface RelayStatus {
  /** In the last 24 hours. */
  readonly spent: bigint
  /** What waits may cost at most. */
  readonly reserved: bigint
  /** The most for 24 hours; null for no bound. */
  readonly cap: bigint | null
  /** Transactions that are not mined. */
  readonly pending: number
  /** Why nothing is paid for, and since when; null while it is. */
  readonly hold: { readonly reason: string; readonly since: Date } | null
}

/** Tells what a space's relay spends and, if it waits, why. */
export async function readRelayStatus({
  prisma,
  rules,
  spaceId,
}: ReadRelayStatusParameters): Promise<RelayStatus> {
  const [spending, pending, hold] = await Promise.all([
    readSpending(prisma, spaceId),
    prisma.relayTransaction.count({ where: { spaceId, state: 'PENDING' } }),
    prisma.relayHold.findUnique({ where: { spaceId }, select: { reason: true, since: true } }),
  ])
  return { ...spending, cap: rules.dailyCap(spaceId), pending, hold }
}
