/** Words round a lesson: its list of sections, its neighbours, the frame of a figure. */
export const lesson = {
  onThisPage: 'On this page',
  previous: 'Before this',
  next: 'After this',
  turnPage: 'Lessons',
  showTable: 'Table',
  tableKey: 'T',
  equation: 'Equation',
};
