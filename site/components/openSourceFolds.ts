/** Brings a folded source file its listing when it is opened. */
import { fetchListing } from '../visuals/stage/step/fetchListing.ts';

export function openSourceFolds(root: ParentNode): void {
  for (const fold of root.querySelectorAll<HTMLDetailsElement>('details.source-fold')) {
    fold.addEventListener('toggle', () => void fill(fold));
  }
}

async function fill(fold: HTMLDetailsElement): Promise<void> {
  if (!fold.open || fold.querySelector('.listing') !== null) return;
  const link = fold.querySelector<HTMLAnchorElement>('.source-fold-link a');
  const listing = link === null ? null : await fetchListing(link.href);
  if (listing !== null && fold.querySelector('.listing') === null) fold.querySelector('summary')?.after(listing);
}
