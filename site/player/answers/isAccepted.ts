/** A reader's accepted answers, as this browser keeps them. */
import type { Work } from '../../workbench/Work.ts';
import { loadWork } from '../../workbench/workStore.ts';

/** The last text that got full marks; null where none did. */
export function acceptedText(work: Work | null): string | null {
  if (work === null || work.passedAt === null) return null;
  const passed = work.attempts.findLast(({ score, max }) => score !== null && score === max);
  return passed?.code ?? work.code;
}

export const isAccepted = (slug: string): boolean => acceptedText(loadWork(slug)) !== null;
