/** Words of the glossary's page; the entries stand in site/glossary. */
export const glossary = {
  title: 'Glossary',
  link: 'Glossary',
  description: 'The words of the course, in English and Chinese, each explained in a sentence.',
  lead: 'The {count} words of the course, in English and Chinese, each with the lesson in which it is first met.',
  find: 'Find a word',
  letters: 'By letter',
  found: '{found} found',
  none: 'No word of the course has that in it.',
};
