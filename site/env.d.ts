/** What one rendering of a page remembers. */
declare namespace App {
  interface Locals {
    /** Ids of the glossary's words that the page has met so far. */
    metWords?: Set<string>;
  }
}
