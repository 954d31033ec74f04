/** Words round a lesson: what it needs, its list of sections, its neighbours, the frame of a figure. */
export const lesson = {
  /** Before the lessons that this one builds on. */
  needs: 'Needs:',
  needsNothing: 'nothing, it is the first',
  toCome: 'still to come',
  nextInCourse: 'Next in the course:',
  sources: 'The source that this lesson shows',
  onThisPage: 'On this page',
  previous: 'Before this',
  next: 'After this',
  turnPage: 'Lessons',
  showTable: 'Table',
  tableKey: 'T',
  equation: 'Equation',
};
