-- AlterTable
ALTER TABLE "Ballot" ADD COLUMN     "priorPoints" TEXT[],
ADD COLUMN     "priorRevision" INTEGER,
ADD COLUMN     "priorVotes" INTEGER[];
