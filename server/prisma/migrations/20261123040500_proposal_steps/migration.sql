-- By which transactions a proposal was made, queued and executed can only be read from the chain: all that is known from
-- there is read anew. What people have handed in (ballots, metadata) is kept.
DELETE FROM "Proposal";
DELETE FROM "GroupChange";
DELETE FROM "IndexedBlock";
UPDATE "Space" SET "indexedBlock" = NULL, "indexedHash" = NULL;

-- CreateTable
CREATE TABLE "ProposalStep" (
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "transaction" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "logIndex" INTEGER NOT NULL,

    CONSTRAINT "ProposalStep_pkey" PRIMARY KEY ("spaceId","block","logIndex")
);

-- CreateIndex
CREATE INDEX "ProposalStep_spaceId_proposalId_idx" ON "ProposalStep"("spaceId", "proposalId");

-- AddForeignKey
ALTER TABLE "ProposalStep" ADD CONSTRAINT "ProposalStep_spaceId_proposalId_fkey" FOREIGN KEY ("spaceId", "proposalId") REFERENCES "Proposal"("spaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
