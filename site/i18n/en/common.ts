/** Words of the frame: header, footer, theme, the page that is not there. */
export const common = {
  siteName: 'Chalkgrad',
  siteDescription:
    'A deep-learning framework small enough to read like a book, with lessons that draw its real training runs.',
  skipToContent: 'Skip to the content',
  skipToTimeBar: 'Skip to the training controls',
  mainNavigation: 'Main',
  footNavigation: 'More',
  lessons: 'Lessons',
  map: 'Map',
  runs: 'Runs',
  reference: 'Reference',
  source: 'Source',
  footer: 'Every number in a figure comes from a run of the framework in your browser, or is marked as recorded.',
  theme: {
    auto: 'Auto',
    light: 'Light',
    dark: 'Dark',
    label: (now: string, next: string) => `Theme: ${now}. Switch to ${next}.`,
  },
  notFound: {
    title: 'Nothing here',
    text: 'This address leads to no page. It may have moved, or it may be a lesson that is not written yet.',
    home: 'All lessons',
  },
};
