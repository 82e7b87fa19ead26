-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "plan" TEXT;
