/**
 * The highlighted listing of a file, taken from its source page when somebody looks at it: thousands of elements that a page which shows
 * many files need not carry.
 */

/** By address: what was fetched once is not fetched again. */
const listings = new Map<string, Promise<Element>>();

/** A listing of one's own, without ids, since a page may show several; null when it cannot be had. */
export async function fetchListing(address: string): Promise<Element | null> {
  const known = listings.get(address) ?? listingOf(address);
  listings.set(address, known);
  try {
    return (await known).cloneNode(true) as Element;
  } catch {
    listings.delete(address);
    return null;
  }
}

async function listingOf(address: string): Promise<Element> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const listing = page.querySelector('.listing');
  if (listing === null) throw new Error(`${address} holds no listing`);
  for (const line of listing.querySelectorAll('[id]')) line.removeAttribute('id');
  return document.adoptNode(listing);
}
