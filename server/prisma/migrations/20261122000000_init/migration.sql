-- CreateTable
CREATE TABLE "Space" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "chainId" INTEGER NOT NULL,
    "deploymentBlock" INTEGER NOT NULL,
    "governor" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "timelock" TEXT NOT NULL,
    "indexedBlock" INTEGER,
    "indexedHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Metadata" (
    "cid" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Metadata_pkey" PRIMARY KEY ("cid")
);

-- CreateTable
CREATE TABLE "WorldIdRequest" (
    "nonce" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "signal" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "person" TEXT,

    CONSTRAINT "WorldIdRequest_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "Member" (
    "spaceId" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "commitment" TEXT NOT NULL,
    "root" TEXT NOT NULL,
    "transaction" TEXT NOT NULL,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("spaceId","index")
);

-- CreateTable
CREATE TABLE "Proposal" (
    "spaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "proposer" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "cid" TEXT,
    "snapshot" INTEGER NOT NULL,
    "deadline" INTEGER NOT NULL,
    "targets" TEXT[],
    "values" TEXT[],
    "calldatas" TEXT[],
    "optionCount" INTEGER NOT NULL,
    "maxWinners" INTEGER NOT NULL,
    "voiceCredits" INTEGER NOT NULL,
    "callOptions" INTEGER[],

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("spaceId","id")
);

-- CreateTable
CREATE TABLE "Ballot" (
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "nullifier" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "votes" INTEGER[],
    "points" TEXT[],
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "transaction" TEXT,
    "refusal" TEXT,

    CONSTRAINT "Ballot_pkey" PRIMARY KEY ("spaceId","proposalId","nullifier")
);

-- CreateTable
CREATE TABLE "CountedBallot" (
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "nullifier" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "words" TEXT[],
    "transaction" TEXT NOT NULL,

    CONSTRAINT "CountedBallot_pkey" PRIMARY KEY ("spaceId","proposalId","nullifier")
);

-- CreateIndex
CREATE UNIQUE INDEX "Space_chainId_governor_key" ON "Space"("chainId", "governor");

-- CreateIndex
CREATE INDEX "WorldIdRequest_expiresAt_idx" ON "WorldIdRequest"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Member_spaceId_commitment_key" ON "Member"("spaceId", "commitment");

-- CreateIndex
CREATE INDEX "Proposal_id_idx" ON "Proposal"("id");

-- CreateIndex
CREATE INDEX "Proposal_spaceId_block_logIndex_idx" ON "Proposal"("spaceId", "block", "logIndex");

-- AddForeignKey
ALTER TABLE "WorldIdRequest" ADD CONSTRAINT "WorldIdRequest_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CountedBallot" ADD CONSTRAINT "CountedBallot_spaceId_proposalId_fkey" FOREIGN KEY ("spaceId", "proposalId") REFERENCES "Proposal"("spaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
