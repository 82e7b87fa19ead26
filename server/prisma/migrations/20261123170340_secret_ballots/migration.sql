-- AlterTable
ALTER TABLE "Ballot" ADD COLUMN     "encrypted" TEXT[],
ADD COLUMN     "priorEncrypted" TEXT[];

-- AlterTable
ALTER TABLE "Proposal" ADD COLUMN     "committee" TEXT;

-- CreateTable
CREATE TABLE "DecryptionShare" (
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "points" TEXT[],
    "transaction" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "logIndex" INTEGER NOT NULL,

    CONSTRAINT "DecryptionShare_pkey" PRIMARY KEY ("spaceId","proposalId","position")
);

-- CreateTable
CREATE TABLE "ReceivedShare" (
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "points" TEXT[],
    "proof" TEXT[],
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReceivedShare_pkey" PRIMARY KEY ("spaceId","proposalId","position")
);

-- CreateTable
CREATE TABLE "Committee" (
    "id" TEXT NOT NULL,
    "document" TEXT NOT NULL,

    CONSTRAINT "Committee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeyGeneration" (
    "session" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "invitation" TEXT NOT NULL,
    "dealsUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KeyGeneration_pkey" PRIMARY KEY ("session")
);

-- CreateTable
CREATE TABLE "KeyGenerationMessage" (
    "session" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "author" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KeyGenerationMessage_pkey" PRIMARY KEY ("session","kind","author","about")
);

-- CreateIndex
CREATE INDEX "DecryptionShare_spaceId_block_idx" ON "DecryptionShare"("spaceId", "block");

-- CreateIndex
CREATE INDEX "KeyGeneration_spaceId_createdAt_idx" ON "KeyGeneration"("spaceId", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "DecryptionShare" ADD CONSTRAINT "DecryptionShare_spaceId_proposalId_fkey" FOREIGN KEY ("spaceId", "proposalId") REFERENCES "Proposal"("spaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceivedShare" ADD CONSTRAINT "ReceivedShare_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeyGeneration" ADD CONSTRAINT "KeyGeneration_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeyGenerationMessage" ADD CONSTRAINT "KeyGenerationMessage_session_fkey" FOREIGN KEY ("session") REFERENCES "KeyGeneration"("session") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was indexed before says which committee it names, if it names one.
UPDATE "Proposal" SET "committee" = substring("description" from '\u003B(0x[0-9a-f]{64})#psephos-options$');
