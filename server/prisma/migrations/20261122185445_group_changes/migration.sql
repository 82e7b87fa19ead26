-- A member's row does not say when it came among the other changes, so all that is known from the chain is read anew.
-- What people have handed in (ballots, metadata) is kept.
DELETE FROM "Proposal";
UPDATE "Space" SET "indexedBlock" = NULL, "indexedHash" = NULL;

-- DropForeignKey
ALTER TABLE "Member" DROP CONSTRAINT "Member_spaceId_fkey";

-- DropTable
DROP TABLE "Member";

-- CreateTable
CREATE TABLE "GroupChange" (
    "spaceId" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "commitment" TEXT NOT NULL,
    "root" TEXT NOT NULL,
    "transaction" TEXT NOT NULL,

    CONSTRAINT "GroupChange_pkey" PRIMARY KEY ("spaceId","block","logIndex")
);

-- CreateIndex
CREATE INDEX "GroupChange_spaceId_root_idx" ON "GroupChange"("spaceId", "root");

-- CreateIndex
CREATE INDEX "GroupChange_spaceId_index_block_logIndex_idx" ON "GroupChange"("spaceId", "index", "block" DESC, "logIndex" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "GroupChange_spaceId_commitment_key" ON "GroupChange"("spaceId", "commitment");

-- AddForeignKey
ALTER TABLE "GroupChange" ADD CONSTRAINT "GroupChange_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;
