-- In which block a ballot was counted, and what it replaced, can only be read from the chain: all that is known from there is
-- read anew. What people have handed in (ballots, metadata) is kept.
DELETE FROM "Proposal";
DELETE FROM "GroupChange";
UPDATE "Space" SET "indexedBlock" = NULL, "indexedHash" = NULL;

-- CreateEnum
CREATE TYPE "RelayState" AS ENUM ('PENDING', 'MINED', 'FAILED', 'DROPPED', 'REPLACED');

-- AlterTable
ALTER TABLE "CountedBallot" ADD COLUMN     "block" INTEGER NOT NULL,
ADD COLUMN     "logIndex" INTEGER NOT NULL;

-- CreateTable
CREATE TABLE "ReplacedBallot" (
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "nullifier" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "words" TEXT[],
    "transaction" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "logIndex" INTEGER NOT NULL,

    CONSTRAINT "ReplacedBallot_pkey" PRIMARY KEY ("spaceId","proposalId","nullifier","revision")
);

-- CreateTable
CREATE TABLE "IndexedBlock" (
    "spaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "IndexedBlock_pkey" PRIMARY KEY ("spaceId","number")
);

-- CreateTable
CREATE TABLE "RelayTransaction" (
    "id" TEXT NOT NULL,
    "chainId" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "nonce" INTEGER NOT NULL,
    "spaceId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "proposalId" TEXT,
    "carries" TEXT[],
    "raw" TEXT NOT NULL,
    "hashes" TEXT[],
    "emptyFrom" INTEGER,
    "gasLimit" TEXT NOT NULL,
    "maxFeePerGas" TEXT NOT NULL,
    "maxPriorityFeePerGas" TEXT NOT NULL,
    "reserved" TEXT NOT NULL,
    "cost" TEXT,
    "state" "RelayState" NOT NULL DEFAULT 'PENDING',
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "pricedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "minedHash" TEXT,
    "block" INTEGER,
    "blockHash" TEXT,
    "isFinal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "RelayTransaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RelayClaim" (
    "key" TEXT NOT NULL,
    "transactionId" TEXT NOT NULL,

    CONSTRAINT "RelayClaim_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "RelayHold" (
    "spaceId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RelayHold_pkey" PRIMARY KEY ("spaceId")
);

-- CreateIndex
CREATE INDEX "ReplacedBallot_spaceId_block_idx" ON "ReplacedBallot"("spaceId", "block");

-- CreateIndex
CREATE INDEX "RelayTransaction_chainId_account_isFinal_idx" ON "RelayTransaction"("chainId", "account", "isFinal");

-- CreateIndex
CREATE INDEX "RelayTransaction_spaceId_createdAt_idx" ON "RelayTransaction"("spaceId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "RelayTransaction_chainId_account_nonce_key" ON "RelayTransaction"("chainId", "account", "nonce");

-- CreateIndex
CREATE INDEX "RelayClaim_transactionId_idx" ON "RelayClaim"("transactionId");

-- CreateIndex
CREATE INDEX "CountedBallot_spaceId_block_idx" ON "CountedBallot"("spaceId", "block");

-- AddForeignKey
ALTER TABLE "ReplacedBallot" ADD CONSTRAINT "ReplacedBallot_spaceId_proposalId_fkey" FOREIGN KEY ("spaceId", "proposalId") REFERENCES "Proposal"("spaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndexedBlock" ADD CONSTRAINT "IndexedBlock_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayClaim" ADD CONSTRAINT "RelayClaim_transactionId_fkey" FOREIGN KEY ("transactionId") REFERENCES "RelayTransaction"("id") ON DELETE CASCADE ON UPDATE CASCADE;
