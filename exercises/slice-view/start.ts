type View = [shape: number[], strides: number[], offset: number];

/** Entries start … end − 1 along one axis, every step-th, as a view: no number moves. */
export function sliceView(view: View, axis: number, start: number, end: number, step: number): View {
  // your turn: which of the three change, and how?
  return view;
}
