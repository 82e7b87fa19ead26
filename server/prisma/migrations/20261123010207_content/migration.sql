-- AlterTable
ALTER TABLE "Metadata" ADD COLUMN     "referenced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "search" tsvector,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Space" ADD COLUMN     "admins" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "SpaceProfile" (
    "chainId" INTEGER NOT NULL,
    "governor" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "server" TEXT NOT NULL,
    "signer" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "SpaceProfile_pkey" PRIMARY KEY ("chainId","governor")
);

-- CreateTable
CREATE TABLE "SpaceTurn" (
    "chainId" INTEGER NOT NULL,
    "governor" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SpaceTurn_pkey" PRIMARY KEY ("chainId","governor")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "shared" BOOLEAN NOT NULL,
    "document" TEXT NOT NULL,
    "cid" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProposalOutcome" (
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "state" TEXT,
    "seenAt" TIMESTAMPTZ(3),
    "ballots" INTEGER NOT NULL DEFAULT 0,
    "countedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProposalOutcome_pkey" PRIMARY KEY ("spaceId","proposalId")
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" SERIAL NOT NULL,
    "spaceId" TEXT NOT NULL,
    "proposalId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "ballots" INTEGER NOT NULL DEFAULT 0,
    "at" INTEGER NOT NULL,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Webhook" (
    "id" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "failingSince" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "activityId" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "delivered" BOOLEAN NOT NULL DEFAULT false,
    "lastStatus" INTEGER,
    "lastFailure" TEXT,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Draft_spaceId_idx" ON "Draft"("spaceId");

-- CreateIndex
CREATE INDEX "Draft_expiresAt_idx" ON "Draft"("expiresAt");

-- CreateIndex
CREATE INDEX "Activity_spaceId_id_idx" ON "Activity"("spaceId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Activity_spaceId_proposalId_event_ballots_key" ON "Activity"("spaceId", "proposalId", "event", "ballots");

-- CreateIndex
CREATE INDEX "Webhook_spaceId_idx" ON "Webhook"("spaceId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_dueAt_idx" ON "WebhookDelivery"("dueAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_webhookId_createdAt_idx" ON "WebhookDelivery"("webhookId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_webhookId_activityId_key" ON "WebhookDelivery"("webhookId", "activityId");

-- CreateIndex
CREATE INDEX "Metadata_search_idx" ON "Metadata" USING GIN ("search");

-- CreateIndex
CREATE INDEX "Metadata_referenced_createdAt_idx" ON "Metadata"("referenced", "createdAt");

-- CreateIndex
CREATE INDEX "Proposal_cid_idx" ON "Proposal"("cid");

-- CreateIndex
CREATE INDEX "Proposal_spaceId_deadline_id_idx" ON "Proposal"("spaceId", "deadline", "id");

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProposalOutcome" ADD CONSTRAINT "ProposalOutcome_spaceId_proposalId_fkey" FOREIGN KEY ("spaceId", "proposalId") REFERENCES "Proposal"("spaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was stored before may be what a proposal refers to.
UPDATE "Metadata" SET "referenced" = true;

-- PostgreSQL reads no JSON in which U+0000 stands. Such a document is found by its title on-chain alone.
UPDATE "Metadata"
SET "search" = to_tsvector(
  'simple',
  coalesce("document"::json ->> 'title', '') || ' ' || coalesce("document"::json ->> 'body', '')
)
WHERE strpos("document", '\u0000') = 0;

-- The title stands first in what is on-chain. The rest is anybody's, and might be more than a tsvector holds.
CREATE INDEX "Proposal_title_idx" ON "Proposal"
USING GIN (to_tsvector('simple'::regconfig, left("description", 200)));
