/** Words of the page "Without a network", and of what the service worker tells. */
export const offline = {
  title: 'Without a network',
  description: 'What this browser keeps, the whole course at hand without a network, and a folder for a lecture room.',
  link: 'Without a network',
  /** Said once, after a page has loaded itself again for its threads. */
  reloaded: 'This page has loaded once more by itself: now its runs may train on several threads.',
  notKept: {
    title: 'You may be here because there is no network',
    text: 'A page that this browser has not kept opens this one instead. Those kept so far:',
    none: 'None is kept in this browser yet.',
  },
  pages: {
    title: 'What you have read stays',
    text: 'Every page you open is kept in this browser with all that it may load: figures, recordings, the trainer, the editor and the grader. Without a network it opens again and trains as before. When there is a network, you always get the newest page.',
  },
  all: {
    title: 'The whole course',
    text: 'Lessons, exercises, reference and source, the type checker included, some 80 MB of this browser’s storage.',
    keep: 'Keep the whole course',
    keeping: 'Kept {done} of {total} pages …',
    kept: 'The whole course is kept. You may cut the network.',
    some: '{missing} files could not be kept. Try once more when the network is better.',
    forget: 'Forget what is kept',
    forgotten: 'Nothing is kept any more. Your answers and guesses were not touched.',
    cannot: 'This browser keeps nothing here: it needs an address that begins with https, or localhost.',
  },
  room: {
    title: 'A lecture room',
    text: 'Make a folder that needs nothing but Node, and carry it there:',
    after: 'In the folder, start it. With --room it also says the address for everybody in the room.',
  },
  threads: {
    title: 'Threads',
    text: 'A browser lets a page train on several threads only when the page is isolated from others. Where the host does not say so, a small program in this browser says it instead, from the second page on. Until then one thread trains, and nothing else is different.',
  },
};
